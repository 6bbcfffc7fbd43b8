package afb4j.api;

import static afb4j.api.SchemaTree.ANYTHING;
import static afb4j.api.SchemaTree.nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/// The schemas of records and other classes that are mapped member by member.
final class ObjectSchemas {

    private final SchemaUse use;
    private final TypeSchemas types;
    private final MapperConfig<?> config;
    private final AnnotationIntrospector annotations;

    /// @param types for what is inside
    ObjectSchemas(SchemaUse use, TypeSchemas types) {
        this.use = use;
        this.types = types;
        this.config = JsonMapping.config(use);
        this.annotations = config.getAnnotationIntrospector();
    }

    Json of(JavaType type) {
        BeanDescription bean = describe(type);
        if (CustomMapping.isCustom(config, use, bean)) {
            return ANYTHING;
        }
        AnnotatedMember value = bean.findJsonValueAccessor();
        if (value != null) {
            return use == SchemaUse.OUTPUT ? types.of(value.getType()) : ANYTHING;
        }
        JsonTypeInfo.Value named = annotations.findPolymorphicTypeInfo(config, bean.getClassInfo());
        if (named != null && named.getIdType() != JsonTypeInfo.Id.NONE) {
            return union(bean, named);
        }
        return TypeSchemas.isConcrete(type.getRawClass()) ? members(bean, List.of()) : ANYTHING;
    }

    private BeanDescription describe(JavaType type) {
        ClassIntrospector introspector = config.classIntrospectorInstance();
        AnnotatedClass annotated = introspector.introspectClassAnnotations(type);
        return use == SchemaUse.INPUT
                ? introspector.introspectForDeserialization(type, annotated)
                : introspector.introspectForSerialization(type, annotated);
    }

    /// One of several classes, told by a member with their name.
    private Json union(BeanDescription base, JsonTypeInfo.Value named) {
        boolean isMember = named.getInclusionType() == JsonTypeInfo.As.PROPERTY
                || named.getInclusionType() == JsonTypeInfo.As.EXISTING_PROPERTY;
        if (!isMember || named.getIdType() != JsonTypeInfo.Id.NAME || named.getDefaultImpl() != null) {
            return ANYTHING;
        }
        List<Json> alternatives = new ArrayList<>();
        for (NamedType subtype :
                config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, base.getClassInfo())) {
            if (subtype.hasName() && TypeSchemas.isConcrete(subtype.getType())) {
                Name name = new Name(named.getPropertyName(), subtype.getName());
                alternatives.add(members(describe(config.constructType(subtype.getType())), List.of(name)));
            }
        }
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : Json.object().put("oneOf", Json.ofArray(alternatives)).build();
    }

    /// A member that holds the name of the class.
    private record Name(String member, String value) {}

    private Json members(BeanDescription bean, List<Name> names) {
        JsonObjectBuilder properties = Json.object();
        List<String> required = new ArrayList<>();
        for (Name name : names) {
            properties.put(
                    name.member(), Json.object().put("const", name.value()).build());
            required.add(name.member());
        }
        for (BeanPropertyDefinition property : bean.findProperties()) {
            if (isMapped(property) && !required.contains(property.getName())) {
                SchemaWords words = words(property);
                properties.put(property.getName(), member(property, words));
                if (isRequired(property, words)) {
                    required.add(property.getName());
                }
            }
        }
        JsonObjectBuilder schema = Json.object().put("type", "object").put("properties", properties.build());
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return SchemaWords.of(bean.getBeanClass().getAnnotation(Describe.class)).addTo(schema.build());
    }

    private boolean isMapped(BeanPropertyDefinition property) {
        AnnotatedMember member = property.getPrimaryMember();
        return (use == SchemaUse.INPUT ? property.couldDeserialize() : property.couldSerialize())
                && (member == null || annotations.findUnwrappingNameTransformer(config, member) == null);
    }

    private Json member(BeanPropertyDefinition property, SchemaWords words) {
        AnnotatedMember member = property.getPrimaryMember();
        boolean isCustom = member != null && CustomMapping.isCustom(config, use, member);
        Json schema = isCustom ? ANYTHING : types.of(property.getPrimaryType());
        boolean mayBeNull = use == SchemaUse.INPUT
                ? !property.getPrimaryType().isPrimitive() && !words.required()
                : places(property).anyMatch(Nullness::isNullable);
        return words.addTo(mayBeNull ? nullable(schema) : schema);
    }

    private boolean isRequired(BeanPropertyDefinition property, SchemaWords words) {
        if (words.required()) {
            return true;
        }
        if (use == SchemaUse.INPUT) { // what is set later is not missed
            return property.isRequired() && property.hasConstructorParameter();
        }
        JsonInclude.Value inclusion = property.findInclusion();
        return inclusion.getValueInclusion() == JsonInclude.Include.USE_DEFAULTS
                || inclusion.getValueInclusion() == JsonInclude.Include.ALWAYS;
    }

    private static SchemaWords words(BeanPropertyDefinition property) {
        SchemaWords own = SchemaWords.of(places(property)
                .map(place -> place.getAnnotation(Describe.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
        String text = property.getMetadata().getDescription();
        return own.text().isEmpty() && text != null
                ? new SchemaWords(text, own.required(), own.minimum(), own.maximum())
                : own;
    }

    /// Where annotations of a property may stand.
    private static Stream<AnnotatedMember> places(BeanPropertyDefinition property) {
        return Stream.<@Nullable AnnotatedMember>of(
                        property.getField(),
                        property.getGetter(),
                        property.getSetter(),
                        property.getConstructorParameter())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }
}
