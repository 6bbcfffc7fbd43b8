package afb4j.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes a parameter of a verb method from one member of the JSON object given as argument. A missing member
/// is answered `invalid-request`, unless the parameter is an `Optional`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Arg {

    /// The name of the member.
    String value();
}
