package afb4j.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads an [Api] from an object with annotations.
final class AnnotatedApi {

    private AnnotatedApi() {}

    static Api read(MethodHandles.Lookup lookup, Object target) {
        Class<?> type = target.getClass();
        AfbApi annotation = type.getAnnotation(AfbApi.class);
        if (annotation == null) {
            throw new IllegalArgumentException(
                    type.getName() + " is no API: expected the annotation @AfbApi on the class");
        }
        Api.Builder api =
                Api.builder(annotation.value()).info(annotation.info()).concurrency(annotation.concurrency());
        Arrays.stream(annotation.aliases()).forEach(api::alias);
        Arrays.stream(annotation.requires()).forEach(api::require);
        Arrays.stream(annotation.events()).forEach(event -> api.event(event.value(), event.type(), event.info()));
        if (annotation.subscriptions()) {
            api.subscriptions();
        }
        if (target instanceof ApiStart start) {
            api.start(start);
        }
        if (target instanceof ApiStop stop) {
            api.stop(stop);
        }
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(AfbVerb.class) && !method.isBridge())
                .sorted(Comparator.comparing(AnnotatedApi::isGlob).thenComparing(AnnotatedApi::verbName))
                .forEach(method -> api.verb(verb(lookup, target, method)));
        return api.build();
    }

    private static String verbName(Method method) {
        String name = method.getAnnotation(AfbVerb.class).value();
        return name.isEmpty() ? method.getName() : name;
    }

    private static boolean isGlob(Method method) {
        return Glob.isPattern(verbName(method));
    }

    private static Verb verb(MethodHandles.Lookup lookup, Object target, Method method) {
        AfbVerb annotation = method.getAnnotation(AfbVerb.class);
        Verb.Builder verb = Verb.named(verbName(method)).info(annotation.info());
        if (annotation.nonBlocking()) {
            verb.nonBlocking();
        }
        verb.guard(guard(annotation)).after(annotation.after());
        List<Argument> arguments = arguments(method);
        verb.input(Shape.of(annotation.input())).output(Shape.of(annotation.output()));
        if (annotation.input() == Object.class) {
            verb.input(input(arguments));
        }
        if (annotation.output() == Object.class) {
            verb.output(output(method, arguments));
        }
        return verb.handler(handler(lookup, target, method, arguments));
    }

    /// A method that takes the request may look at more than its parameters say.
    private static Shape input(List<Argument> arguments) {
        for (Argument argument : arguments) {
            if (argument instanceof Whole whole) {
                return Shape.of(whole.type());
            }
        }
        List<MembersShape.Member> members = arguments.stream()
                .filter(Member.class::isInstance)
                .map(argument -> ((Member) argument).shape())
                .toList();
        if (!members.isEmpty()) {
            return new MembersShape(members);
        }
        return arguments.contains(Argument.REQUEST) ? Shape.unknown() : Shape.nothing();
    }

    private static Shape output(Method method, List<Argument> arguments) {
        boolean isByRequest = method.getReturnType() == void.class && arguments.contains(Argument.REQUEST);
        return isByRequest ? Shape.unknown() : Shape.of(method.getGenericReturnType());
    }

    private static Guard guard(AfbVerb annotation) {
        Guard guard = annotation.loa() == 0 ? Guard.yes() : Guard.loa(annotation.loa());
        guard = annotation.checkToken() ? guard.and(Guard.token()) : guard;
        return annotation.permission().isEmpty() ? guard : guard.and(Guard.permission(annotation.permission()));
    }

    private static VerbHandler handler(
            MethodHandles.Lookup lookup, Object target, Method method, List<Argument> arguments) {
        MethodHandle call = spread(lookup, target, method);
        boolean takesRequest = arguments.contains(Argument.REQUEST);
        boolean returnsNothing = method.getReturnType() == void.class;
        return request -> {
            Object[] values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).take(request);
            }
            Object result = invoke(call, values);
            if (returnsNothing && !takesRequest) {
                request.reply();
            } else if (!returnsNothing) {
                answer(request, result);
            }
        };
    }

    private static MethodHandle spread(MethodHandles.Lookup lookup, Object target, Method method) {
        try {
            MethodHandle handle = lookup.unreflect(method);
            MethodHandle bound = Modifier.isStatic(method.getModifiers()) ? handle : handle.bindTo(target);
            return bound.asSpreader(Object[].class, method.getParameterCount());
        } catch (IllegalAccessException cause) {
            throw new IllegalArgumentException(
                    "the verb method " + method
                            + " is not accessible: make class and method public and export the package,"
                            + " or give a lookup: Api.of(MethodHandles.lookup(), this)",
                    cause);
        }
    }

    private static Object invoke(MethodHandle call, Object[] values) throws Exception {
        try {
            return call.invoke(values);
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static void answer(Request request, @Nullable Object result) {
        if (!(result instanceof CompletionStage<?> stage)) {
            request.reply(reply(result));
            return;
        }
        request.defer();
        stage.thenAccept(value -> request.reply(reply(value))).exceptionally(failure -> {
            request.fail(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
            return null;
        });
    }

    private static Reply reply(@Nullable Object result) {
        return result == null ? Reply.success() : Reply.ofResult(result);
    }

    private static List<Argument> arguments(Method method) {
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            arguments.add(argument(method, parameter));
        }
        if (arguments.stream().filter(Whole.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("the verb method " + method
                    + " has several parameters for the whole argument: expected one, or @Arg(\"member\") on each");
        }
        return arguments;
    }

    private static Argument argument(Method method, Parameter parameter) {
        Arg arg = parameter.getAnnotation(Arg.class);
        Type type = parameter.getParameterizedType();
        if (parameter.getType() == Request.class) {
            return Argument.REQUEST;
        }
        if (arg == null) {
            return new Whole(type);
        }
        SchemaWords words = SchemaWords.of(parameter.getAnnotation(Describe.class));
        if (parameter.getType() != Optional.class) {
            return new Member(arg.value(), type, false, words);
        }
        if (type instanceof ParameterizedType optional) {
            return new Member(arg.value(), optional.getActualTypeArguments()[0], true, words);
        }
        throw new IllegalArgumentException("the verb method " + method + " has the parameter " + parameter
                + ": expected the type of its value, as in Optional<String>");
    }

    private static Object map(Json json, Type type) {
        return type instanceof Class<?> simple ? json.as(simple) : json.as(type);
    }

    /// Where the value of one parameter comes from.
    private interface Argument {

        Argument REQUEST = request -> request;

        Object take(Request request);
    }

    /// The whole argument of the call.
    private record Whole(Type type) implements Argument {

        @Override
        public Object take(Request request) {
            return map(request.json(), type);
        }
    }

    /// One member of the argument.
    private record Member(String name, Type type, boolean optional, SchemaWords words) implements Argument {

        MembersShape.Member shape() {
            return new MembersShape.Member(name, type, optional, words);
        }

        @Override
        public Object take(Request request) {
            Optional<Json> value = request.json().member(name);
            if (optional) {
                return value.filter(json -> !json.isNull()).map(this::map);
            }
            return map(
                    value.orElseThrow(() -> new JsonException(place() + ": expected a value, the member is missing")));
        }

        private Object map(Json json) {
            try {
                return AnnotatedApi.map(json, type);
            } catch (JsonException cause) {
                String problem = String.valueOf(cause.getMessage());
                throw new JsonException(place() + (problem.startsWith("/") ? "" : ": ") + problem, cause);
            }
        }

        /// As a JSON pointer (RFC 6901).
        private String place() {
            return "/" + name.replace("~", "~0").replace("/", "~1");
        }
    }
}
