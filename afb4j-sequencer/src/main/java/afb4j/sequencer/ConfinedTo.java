package afb4j.sequencer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The state of the annotated class is touched by one thread only: the one named here, usually an event loop.
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ConfinedTo {

    /// Whose thread, in words: `"connection event loop"`.
    String value();
}
