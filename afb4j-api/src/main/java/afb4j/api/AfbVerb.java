package afb4j.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method a verb of the [AfbApi] it stands in.
///
/// Parameters: none; one that takes the whole argument, mapped from JSON; several, each a member of the
/// argument named by [Arg]; and, at any place, the [Request] itself. Result: `void` (success without value,
/// or whatever was done to the request if the method takes it), a `CompletionStage` (answered when it
/// completes), anything [Reply#ofResult(Object)] takes, or null (success without value). Exceptions: as for
/// [VerbHandler#handle(Request)].
///
/// Methods have no order: a verb with a plain name is found before each glob that matches it, and globs are
/// tried in the order of their texts.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AfbVerb {

    /// The name or glob of the verb; the name of the method when empty.
    String value() default "";

    /// A line for people.
    String info() default "";

    /// Whether the method never blocks and runs on the event loop ([Execution#NON_BLOCKING]).
    boolean nonBlocking() default false;

    /// A permission that the caller needs ([Guard#permission(String)]); none when empty.
    String permission() default "";

    /// The level of assurance that the session needs ([Guard#loa(int)]).
    int loa() default 0;

    /// Whether the caller must present the token of its session ([Guard#token()]).
    boolean checkToken() default false;

    /// What happens to the session when the verb has answered success.
    SessionEffect after() default SessionEffect.NONE;

    /// The type of the argument that descriptions show; by default that of the parameters of the method.
    Class<?> input() default Object.class;

    /// The type of the value of a success that descriptions show; by default that which the method returns.
    Class<?> output() default Object.class;
}
