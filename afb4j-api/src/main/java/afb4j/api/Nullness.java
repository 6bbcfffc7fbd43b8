package afb4j.api;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import tools.jackson.databind.introspect.AnnotatedMember;

/// Reads whether a member is declared as one that may be null: by an annotation called `Nullable`, whoever
/// made it.
final class Nullness {

    private Nullness() {}

    static boolean isNullable(AnnotatedMember member) {
        Stream<Annotation> ofType = switch (member.getAnnotated()) {
            case Field field -> annotations(field.getAnnotatedType());
            case Method method -> annotations(method.getAnnotatedReturnType());
            case null, default -> Stream.empty();
        };
        return Stream.concat(ofType, member.annotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static Stream<Annotation> annotations(AnnotatedType type) {
        return Stream.of(type.getAnnotations());
    }
}
