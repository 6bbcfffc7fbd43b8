package afb4j.api;

import java.lang.reflect.Type;
import java.util.Optional;

/// A verb of an API. Immutable; made by [#named(String)].
///
/// @param name the name, or a glob (see [Glob]) that stands for many names
/// @param info a line for people, empty if none
/// @param execution where it runs
/// @param guard who may call it
/// @param after what happens to the session when it has answered success
/// @param input what its argument looks like
/// @param output what it answers, if that is a success with one value
/// @param handler what it does
public record Verb(
        String name,
        String info,
        Execution execution,
        Guard guard,
        SessionEffect after,
        Shape input,
        Shape output,
        VerbHandler handler) {

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

    /// The same with another handler.
    public Verb withHandler(VerbHandler other) {
        return new Verb(name, info, execution, guard, after, input, output, other);
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
        private Shape input = Shape.unknown();
        private Shape output = Shape.unknown();

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

        /// The type of the argument, for descriptions and for the validation of arguments.
        public Builder input(Type type) {
            return input(Shape.of(type));
        }

        /// The JSON schema of the argument (draft 2020-12), instead of one made from a type.
        ///
        /// @throws IllegalArgumentException as [Shape#given(Json)]
        public Builder inputSchema(Json schema) {
            return input(Shape.given(schema));
        }

        Builder input(Shape shape) {
            input = shape;
            return this;
        }

        /// The type of the value that a success has, for descriptions.
        public Builder output(Type type) {
            return output(Shape.of(type));
        }

        /// The JSON schema of the value that a success has, instead of one made from a type.
        ///
        /// @throws IllegalArgumentException as [Shape#given(Json)]
        public Builder outputSchema(Json schema) {
            return output(Shape.given(schema));
        }

        Builder output(Shape shape) {
            output = shape;
            return this;
        }

        /// The verb with its handler.
        public Verb handler(VerbHandler handler) {
            return new Verb(name, info, execution, guard, after, input, output, handler);
        }

        /// The verb with a handler from a value to a value.
        public <I> Verb handler(Class<I> argument, VerbHandler.Typed<I> handler) {
            if (!input.isKnown()) {
                input(argument);
            }
            return handler(request -> request.reply(Reply.ofResult(handler.handle(request.as(argument)))));
        }

        /// The verb with a handler from a value to a value, both of types that descriptions show.
        public <I, O> Verb handler(Class<I> argument, Class<O> result, VerbHandler.Mapping<I, O> handler) {
            if (!output.isKnown()) {
                output(result);
            }
            return handler(argument, handler::handle);
        }
    }
}
