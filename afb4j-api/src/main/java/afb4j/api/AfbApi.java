package afb4j.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a class an API: see [Api#of(Object)]. If it implements [ApiStart] it is told when the binder starts
/// it; if it implements [ApiStop], when it ends.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AfbApi {

    /// The name of the API (W-03).
    String value();

    /// A line for people.
    String info() default "";

    /// Other names of the API.
    String[] aliases() default {};

    /// How many calls run at the same time, from 1.
    int concurrency() default Integer.MAX_VALUE;

    /// APIs that must be started before this one.
    String[] requires() default {};

    /// The events of the API, for descriptions.
    AfbEvent[] events() default {};

    /// Whether the API has the verbs of [Api.Builder#subscriptions()].
    boolean subscriptions() default false;
}
