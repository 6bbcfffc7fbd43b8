package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.core.BindingLoader;
import afb4j.core.BindingSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscoveryTest {

    @ParameterizedTest
    @CsvSource({"hello, success", "hello-v3, pingnull", "hello-2020, pingnull", "hello-2017, pingnull"})
    void eachFlavourIsFoundByNameAndBringsTheApiHello(String binding, String verbOfItsOwn) {
        BindingLoader loader = new BindingLoader("test", code -> {});

        Api api = loader.load(BindingSpec.parse(binding)).getFirst();

        assertThat(api.name()).isEqualTo("hello");
        assertThat(api.find(verbOfItsOwn)).isPresent();
    }
}
