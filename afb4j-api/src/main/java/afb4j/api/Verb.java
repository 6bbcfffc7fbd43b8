package afb4j.api;

import java.util.Optional;

/// A verb of an API. Immutable; made by [#named(String)].
///
/// @param name the name, or a glob (see [Glob]) that stands for many names
/// @param info a line for people, empty if none
/// @param execution where it runs
/// @param guard who may call it
/// @param after what happens to the session when it has answered success
/// @param handler what it does
public record Verb(
        String name, String info, Execution execution, Guard guard, SessionEffect after, VerbHandler handler) {

    /// Refuses an empty name.
    public Verb {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a verb needs a name of one character at least");
        }
    }

    /// Begins a verb called `name`: `Verb.named("ping").info("answers its argument").handler(r ->
    /// r.reply(r.json()))`.
    public static Builder named(String name) {
        return new Builder(name);
    }

    /// The pattern, when the name is one.
    public Optional<Glob> glob() {
        return Glob.isPattern(name) ? Optional.of(Glob.of(name)) : Optional.empty();
    }

    /// Collects what a verb is made of. Not thread-safe.
    public static final class Builder {

        private final String name;
        private String info = "";
        private Execution execution = Execution.BLOCKING;
        private Guard guard = Guard.yes();
        private SessionEffect after = SessionEffect.NONE;

        private Builder(String name) {
            this.name = name;
        }

        /// A line for people, shown by the verb `info` of the API.
        public Builder info(String text) {
            info = text;
            return this;
        }

        /// Declares that the handler never blocks: it runs on the event loop ([Execution#NON_BLOCKING]).
        public Builder nonBlocking() {
            execution = Execution.NON_BLOCKING;
            return this;
        }

        /// Only who passes `required` may call it, besides guards given before: others are answered
        /// `insufficient-scope`, or `invalid-token`, and the handler does not run.
        public Builder guard(Guard required) {
            guard = guard.and(required);
            return this;
        }

        /// What happens to the session when the verb has answered success.
        public Builder after(SessionEffect effect) {
            after = effect;
            return this;
        }

        /// The verb with its handler.
        public Verb handler(VerbHandler handler) {
            return new Verb(name, info, execution, guard, after, handler);
        }

        /// The verb with a handler from a value to a value.
        public <I> Verb handler(Class<I> input, VerbHandler.Typed<I> handler) {
            return handler(request -> request.reply(Reply.ofResult(handler.handle(request.as(input)))));
        }
    }
}
