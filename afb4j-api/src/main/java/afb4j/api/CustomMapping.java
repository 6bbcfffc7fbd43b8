package afb4j.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.stream.Stream;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.AnnotatedWithParams;

/// Recognizes classes that say themselves how they are mapped, so that their members tell nothing.
final class CustomMapping {

    private CustomMapping() {}

    /// Whether a class or a member has code of its own for the mapping.
    static boolean isCustom(MapperConfig<?> config, SchemaUse use, Annotated annotated) {
        AnnotationIntrospector annotations = config.getAnnotationIntrospector();
        JsonFormat.Value format = annotations.findFormat(config, annotated);
        boolean isArray = format != null && format.getShape() == JsonFormat.Shape.ARRAY;
        Object code = use == SchemaUse.INPUT
                ? annotations.findDeserializer(config, annotated)
                : annotations.findSerializer(config, annotated);
        return isArray || code != null;
    }

    /// Whether a class may be mapped otherwise than member by member.
    static boolean isCustom(MapperConfig<?> config, SchemaUse use, BeanDescription bean) {
        if (isCustom(config, use, bean.getClassInfo())) {
            return true;
        }
        AnnotationIntrospector annotations = config.getAnnotationIntrospector();
        return use == SchemaUse.INPUT
                && (annotations.findPOJOBuilder(config, bean.getClassInfo()) != null || takesOneValue(bean));
    }

    /// Whether it can be made from a text or a number alone.
    private static boolean takesOneValue(BeanDescription bean) {
        boolean byFactory = bean.getFactoryMethodsWithMode().stream()
                .anyMatch(factory -> factory.metadata == JsonCreator.Mode.DELEGATING || takesScalar(factory.annotated));
        boolean byConstructor = bean.getConstructorsWithMode().stream()
                .anyMatch(constructor -> constructor.metadata == JsonCreator.Mode.DELEGATING
                        || (takesScalar(constructor.annotated) && !isOfMembers(bean, constructor.annotated)));
        return byFactory || byConstructor;
    }

    private static boolean takesScalar(AnnotatedWithParams creator) {
        if (creator.getParameterCount() != 1) {
            return false;
        }
        Class<?> parameter = creator.getRawParameterType(0);
        return parameter.isPrimitive() || parameter == String.class || Number.class.isAssignableFrom(parameter);
    }

    /// Whether the parameters of a constructor are members.
    private static boolean isOfMembers(BeanDescription bean, AnnotatedConstructor constructor) {
        return bean.findProperties().stream()
                .flatMap(property -> Stream.ofNullable(property.getConstructorParameter()))
                .map(AnnotatedParameter::getOwner)
                .anyMatch(owner -> owner.getAnnotated().equals(constructor.getAnnotated()));
    }
}
