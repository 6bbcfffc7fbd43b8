package afb4j.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
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
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(AfbVerb.class))
                .sorted(Comparator.comparing(AnnotatedApi::verbName))
                .forEach(method -> api.verb(verb(lookup, target, method)));
        return api.build();
    }

    private static String verbName(Method method) {
        String name = method.getAnnotation(AfbVerb.class).value();
        return name.isEmpty() ? method.getName() : name;
    }

    private static Verb verb(MethodHandles.Lookup lookup, Object target, Method method) {
        AfbVerb annotation = method.getAnnotation(AfbVerb.class);
        Verb.Builder verb = Verb.named(verbName(method)).info(annotation.info());
        if (annotation.nonBlocking()) {
            verb.nonBlocking();
        }
        return verb.handler(handler(lookup, target, method));
    }

    private static VerbHandler handler(MethodHandles.Lookup lookup, Object target, Method method) {
        List<Argument> arguments = arguments(method);
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
            return lookup.unreflect(method).bindTo(target).asSpreader(Object[].class, method.getParameterCount());
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

    private static void answer(Request request, Object result) {
        if (!(result instanceof CompletionStage<?> stage)) {
            request.reply(result == null ? Reply.of(Json.NULL) : Reply.ofResult(result));
            return;
        }
        request.defer();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                request.reply(value == null ? Reply.success() : Reply.ofResult(value));
            } else {
                request.fail(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        });
    }

    private static List<Argument> arguments(Method method) {
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            arguments.add(argument(parameter));
        }
        if (arguments.stream().filter(Whole.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("the verb method " + method
                    + " has several parameters for the whole argument: expected one, or @Arg(\"member\") on each");
        }
        return arguments;
    }

    private static Argument argument(Parameter parameter) {
        Arg arg = parameter.getAnnotation(Arg.class);
        if (parameter.getType() == Request.class) {
            return Argument.REQUEST;
        }
        if (arg == null) {
            return new Whole(parameter.getParameterizedType());
        }
        boolean optional = parameter.getType() == Optional.class;
        Type type = parameter.getParameterizedType();
        return new Member(
                arg.value(), optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type, optional);
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
            return request.json().as(type);
        }
    }

    /// One member of the argument.
    private record Member(String name, Type type, boolean optional) implements Argument {

        @Override
        public Object take(Request request) {
            Optional<Object> value = request.json().member(name).map(json -> json.as(type));
            if (optional) {
                return value;
            }
            return value.orElseThrow(() -> new JsonException("/" + name + ": expected a value, the member is missing"));
        }
    }
}
