package afb4j.api;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares an event in [AfbApi#events()], for descriptions of the API. It is made by
/// [ApiContext#event(String)] all the same.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface AfbEvent {

    /// The name, without that of the API.
    String value();

    /// The type of its data; not said by default.
    Class<?> type() default Object.class;

    /// A line for people.
    String info() default "";
}
