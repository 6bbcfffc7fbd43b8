package afb4j.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says in schemas what a type, a component of a record, a field or a parameter of a verb means, and what it
/// may be: `record Station(String name, @Describe(value = "in MHz", minimum = 64, maximum = 108) double
/// frequency) {}`.
///
/// The mapping to Java does not look at it: values out of range are refused when the binder validates
/// arguments.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Describe {

    /// A line for people; none when empty.
    String value() default "";

    /// Whether the member must be there, and not null, where the mapping would do without.
    boolean required() default false;

    /// The least number allowed; none when NaN.
    double minimum() default Double.NaN;

    /// The greatest number allowed; none when NaN.
    double maximum() default Double.NaN;
}
