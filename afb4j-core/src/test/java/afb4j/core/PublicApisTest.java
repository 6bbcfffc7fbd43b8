package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.core.schema.DescribedApi;
import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class PublicApisTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT);

    /// An API of another binder.
    private record Remote(CompletionStage<Json> description) implements ApiTarget {

        @Override
        public void accept(Call call) {
            call.reply();
        }

        @Override
        public CompletionStage<Json> describe() {
            return description;
        }
    }

    @Test
    void listsPublicApisByNameWithoutAliases() {
        Api radio =
                Api.builder("radio").alias("tuner").verb("v", Request::reply).build();
        binder.add(radio, Visibility.PUBLIC);
        binder.add(Api.builder("hidden").build(), Visibility.PRIVATE);
        binder.apis().add("lamp", new Remote(CompletableFuture.completedStage(Json.TRUE)), Visibility.PUBLIC);

        assertThat(described())
                .isCompletedWithValue(
                        List.of(new DescribedApi.Remote("lamp", Json.TRUE), new DescribedApi.Local(radio)));
    }

    @Test
    void doesNotWaitForBindersThatDoNotAnswer() {
        binder.apis().add("lamp", new Remote(new CompletableFuture<>()), Visibility.PUBLIC);
        CompletableFuture<List<DescribedApi>> described = described();
        loop.runUntilIdle();
        assertThat(described).isNotDone();

        loop.advance(Duration.ofSeconds(2));

        assertThat(described).isCompletedWithValue(List.of(new DescribedApi.Remote("lamp", Json.NULL)));
    }

    private CompletableFuture<List<DescribedApi>> described() {
        return PublicApis.describe(binder.apis(), loop).toCompletableFuture();
    }
}
