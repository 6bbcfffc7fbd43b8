package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import afb4j.api.Json;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscoveryTest {

    @ParameterizedTest
    @CsvSource({"hello, success", "hello-v3, my-info", "hello-2020, info", "hello-2017, pingnull"})
    void eachFlavourIsFoundByNameAndBringsTheApiHello(String name, String verbOfItsOwn) throws Exception {
        Binding binding = ServiceLoader.load(Binding.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();

        Api api = binding.apis(new BindingContext("test", "", Json.NULL, code -> {}))
                .getFirst();

        assertThat(api.name()).isEqualTo("hello");
        assertThat(api.find(verbOfItsOwn)).isPresent();
    }
}
