package afb4j.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;

/// The value of a Java type.
record TypeShape(Type type) implements Shape {

    static Shape of(Type type) {
        if (type == void.class || type == Void.class) {
            return NoValue.INSTANCE;
        }
        if (type instanceof ParameterizedType stage
                && stage.getRawType() instanceof Class<?> raw
                && CompletionStage.class.isAssignableFrom(raw)) {
            return of(stage.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> raw && saysNothing(raw) ? UnknownShape.INSTANCE : new TypeShape(type);
    }

    private static boolean saysNothing(Class<?> raw) {
        return raw == Object.class
                || raw == Json.class
                || raw == Data.class
                || raw == Bytes.class
                || raw == HttpAnswer.class
                || raw == Reply.class
                || raw == Status.class
                || CompletionStage.class.isAssignableFrom(raw);
    }
}
