package afb4j.cli.client;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.Reply;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the other end says of its APIs and verbs (http-and-wsj1.md 6), for completion.
final class Names {

    private static final int PATIENCE_MILLIS = 1_000;

    private Names() {}

    /// The names in a reply; none if there is none soon.
    static List<String> await(CompletionStage<Reply> reply, Function<Reply, List<String>> names) {
        return reply.thenApply(names)
                .toCompletableFuture()
                .completeOnTimeout(List.of(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    /// The names in the reply of `monitor/get {"apis":true}`, aliases too.
    static List<String> apisOf(Reply reply) {
        return sorted(() -> reply.json().member("apis").stream().flatMap(apis -> apis.members().keySet().stream()));
    }

    /// The names in a description of an API, but no globs: `afb-api-info/v2`, or OpenAPI, which older
    /// binders have.
    static List<String> verbsOf(Reply info) {
        return sorted(() -> Stream.concat(
                info.json().member("verbs").stream()
                        .flatMap(verbs -> verbs.elements().stream())
                        .filter(verb -> verb.member("glob").isEmpty())
                        .flatMap(verb -> verb.member("name").stream())
                        .map(Json::asText),
                info.json().member("paths").stream()
                        .flatMap(paths -> paths.members().keySet().stream())
                        .map(path -> path.startsWith("/") ? path.substring(1) : path)));
    }

    private static List<String> sorted(Supplier<Stream<String>> names) {
        try {
            return names.get().sorted().toList();
        } catch (JsonException _) {
            return List.of(); // an API may describe itself as it likes
        }
    }
}
