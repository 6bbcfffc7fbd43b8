package afb4j.api;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A named set of verbs, written by a binding author and published by a binder. Immutable and thread-safe.
///
/// Made by the [builder][#builder(String)] or from an [annotated object][#of(Object)]:
///
/// ```java
/// Api radio = Api.builder("radio")
///         .info("tunes the radio")
///         .verb("tune", Station.class, station -> tuner.tune(station.frequency()))
///         .verb("ping", request -> request.reply(request.json()))
///         .build();
/// ```
public final class Api {

    private final String name;
    private final String info;
    private final List<Verb> verbs;
    private final List<DeclaredEvent> events;
    private final List<String> aliases;
    private final int concurrency;
    private final List<String> requires;
    private final ApiStart start;
    private final ApiStop stop;
    private final Optional<Json> specification;
    private final Map<String, Verb> byName = new HashMap<>();
    private final List<GlobVerb> globs;

    private Api(Builder builder) {
        name = Names.requireApiName(builder.name);
        info = builder.info;
        verbs = List.copyOf(builder.verbs);
        events = List.copyOf(builder.events);
        aliases = List.copyOf(builder.aliases);
        concurrency = builder.concurrency;
        requires = List.copyOf(builder.requires);
        start = builder.start;
        stop = builder.stop;
        specification = Optional.ofNullable(builder.specification);
        aliases.forEach(Names::requireApiName);
        List<GlobVerb> patterns = new ArrayList<>();
        for (Verb verb : verbs) {
            verb.glob().ifPresentOrElse(glob -> patterns.add(new GlobVerb(glob, verb)), () -> index(verb, patterns));
        }
        globs = List.copyOf(patterns);
    }

    /// A name is found in declaration order: a glob declared before an exact name hides it.
    private void index(Verb verb, List<GlobVerb> earlier) {
        Verb found = firstMatch(earlier, verb.name()).orElse(verb);
        if (byName.putIfAbsent(verb.name(), found) != null) {
            throw new IllegalArgumentException("API " + name + ": the verb " + verb.name() + " is declared twice");
        }
    }

    private static Optional<Verb> firstMatch(List<GlobVerb> globs, String verbName) {
        for (GlobVerb candidate : globs) {
            if (candidate.glob().matches(verbName)) {
                return Optional.of(candidate.verb());
            }
        }
        return Optional.empty();
    }

    /// Begins an API called `name` (W-03).
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /// The API of an object whose public class carries [AfbApi] and whose public methods carry [AfbVerb].
    ///
    /// @throws IllegalArgumentException when the class is not annotated, or a method cannot be a verb; the
    ///     message says why
    public static Api of(Object annotated) {
        return AnnotatedApi.read(MethodHandles.publicLookup(), annotated);
    }

    /// As [#of(Object)], with access to classes and methods that are not public:
    /// `Api.of(MethodHandles.lookup(), this)`.
    public static Api of(MethodHandles.Lookup lookup, Object annotated) {
        return AnnotatedApi.read(lookup, annotated);
    }

    public String name() {
        return name;
    }

    /// A line for people, empty if none.
    public String info() {
        return info;
    }

    /// The verbs in declaration order.
    public List<Verb> verbs() {
        return verbs;
    }

    /// The events that its author declared, in that order: what descriptions show. Which events there are is
    /// up to [ApiContext#event(String)].
    public List<DeclaredEvent> events() {
        return events;
    }

    /// Other names of this API.
    public List<String> aliases() {
        return aliases;
    }

    /// How many of its calls run at the same time; [Integer#MAX_VALUE] when the API sets no limit.
    public int concurrency() {
        return concurrency;
    }

    /// APIs that must be started before this one.
    public List<String> requires() {
        return requires;
    }

    /// What to do when the binder starts it; nothing by default.
    public ApiStart start() {
        return start;
    }

    /// What to do when it ends; nothing by default.
    public ApiStop stop() {
        return stop;
    }

    /// The description its author gave, instead of the one that is made from the verbs.
    public Optional<Json> specification() {
        return specification;
    }

    /// The verb that answers to `verbName`: the first in declaration order whose name is equal or whose glob
    /// matches.
    public Optional<Verb> find(String verbName) {
        Verb exact = byName.get(verbName);
        return exact == null ? firstMatch(globs, verbName) : Optional.of(exact);
    }

    /// The same API with each verb replaced by what `change` makes of it, as to wrap handlers.
    public Api mapVerbs(UnaryOperator<Verb> change) {
        Builder same = new Builder(name);
        same.info = info;
        verbs.forEach(verb -> same.verbs.add(change.apply(verb)));
        same.events.addAll(events);
        same.aliases.addAll(aliases);
        same.concurrency = concurrency;
        same.requires.addAll(requires);
        same.start = start;
        same.stop = stop;
        same.specification = specification.orElse(null);
        return new Api(same);
    }

    @Override
    public String toString() {
        return "API " + name;
    }

    private record GlobVerb(Glob glob, Verb verb) {}

    /// Collects what an API is made of. Not thread-safe.
    public static final class Builder {

        private final String name;
        private String info = "";
        private final List<Verb> verbs = new ArrayList<>();
        private final List<DeclaredEvent> events = new ArrayList<>();
        private final List<String> aliases = new ArrayList<>();
        private int concurrency = Integer.MAX_VALUE;
        private final List<String> requires = new ArrayList<>();
        private ApiStart start = _ -> {};
        private ApiStop stop = _ -> {};
        private @Nullable Json specification;

        private Builder(String name) {
            this.name = name;
        }

        /// A line for people, shown by the verb `info` of the API.
        public Builder info(String text) {
            info = text;
            return this;
        }

        /// Adds a verb that may block.
        public Builder verb(String verbName, VerbHandler handler) {
            return verb(Verb.named(verbName).handler(handler));
        }

        /// Adds a verb from a value to a value, that may block.
        public <I> Builder verb(String verbName, Class<I> input, VerbHandler.Typed<I> handler) {
            return verb(Verb.named(verbName).handler(input, handler));
        }

        /// Adds a verb from a value to a value, that may block; descriptions show both types.
        public <I, O> Builder verb(
                String verbName, Class<I> input, Class<O> output, VerbHandler.Mapping<I, O> handler) {
            return verb(Verb.named(verbName).handler(input, output, handler));
        }

        /// Adds a verb.
        public Builder verb(Verb verb) {
            verbs.add(verb);
            return this;
        }

        /// Declares an event, for descriptions.
        ///
        /// @param eventName without the name of the API, such as `station`
        /// @param data the type of what is pushed
        /// @param text a line for people
        public Builder event(String eventName, Type data, String text) {
            return event(new DeclaredEvent(eventName, text, Shape.of(data)));
        }

        /// Declares an event, for descriptions.
        public Builder event(DeclaredEvent event) {
            events.add(event);
            return this;
        }

        /// Adds a second name.
        public Builder alias(String otherName) {
            aliases.add(otherName);
            return this;
        }

        /// Runs at most `calls` calls at the same time, from 1; further ones wait in order of arrival.
        public Builder concurrency(int calls) {
            if (calls < 1) {
                throw new IllegalArgumentException(
                        "API " + name + ": concurrency is " + calls + ", expected 1 or more");
            }
            concurrency = calls;
            return this;
        }

        /// Has the API called `otherApi` started before this one; without it the binder does not start.
        public Builder require(String otherApi) {
            requires.add(otherApi);
            return this;
        }

        /// What to do when the binder starts the API: make events, handle those of others, begin jobs. May be
        /// given several times, to be done in order.
        public Builder start(ApiStart step) {
            ApiStart before = start;
            start = context -> {
                before.start(context);
                step.start(context);
            };
            return this;
        }

        /// What to do when the API ends. May be given several times, to be done in the reverse order; all are
        /// done, whatever one of them throws.
        public Builder stop(ApiStop step) {
            stop = new Both(step, stop);
            return this;
        }

        private record Both(ApiStop first, ApiStop second) implements ApiStop {

            @Override
            public void stop(ApiContext context) throws Exception {
                try {
                    first.stop(context);
                } catch (Exception failure) {
                    stopSecond(context, failure);
                    throw failure;
                }
                second.stop(context);
            }

            private void stopSecond(ApiContext context, Exception failure) {
                try {
                    second.stop(context);
                } catch (Exception further) {
                    failure.addSuppressed(further);
                }
            }
        }

        /// Adds the verbs `subscribe` and `unsubscribe`, by which clients choose among the events of the API:
        /// see [Subscriptions].
        public Builder subscriptions() {
            return verb(Subscriptions.SUBSCRIBE).verb(Subscriptions.UNSUBSCRIBE);
        }

        /// The description to answer when it is asked for, instead of one made from the verbs.
        public Builder specification(Json description) {
            specification = description;
            return this;
        }

        /// The API.
        ///
        /// @throws IllegalArgumentException for a name that is none, or a verb declared twice
        public Api build() {
            return new Api(this);
        }
    }
}
