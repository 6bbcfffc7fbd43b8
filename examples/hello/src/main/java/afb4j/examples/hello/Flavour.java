package afb4j.examples.hello;

import afb4j.api.Json;
import java.util.Optional;

/// The version of the C sample whose answers are given, and how it reads its arguments.
enum Flavour {
    /// Version 4 sample of 2026.
    V4,
    /// Version 3 sample of 2026.
    V3,
    /// Sample of 2019 and 2020, on the binder of its time.
    S2020,
    /// First sample, of 2017, on the binder of its time.
    S2017;

    ReplyShape replies() {
        return this == V4 ? ReplyShape.VALUES : ReplyShape.LEGACY;
    }

    /// Whether the binding also gives the answers that its binder gave with other words than ours does.
    boolean speaksForItsBinder() {
        return this == S2020 || this == S2017;
    }

    /// A member that must be a text. Until 2020 a number or a boolean stands for its text (hello.md 7).
    Optional<String> text(Json argument, String name) {
        return speaksForItsBinder() ? Arguments.scalar(argument, name) : Arguments.text(argument, name);
    }

    /// A member that may be anything; absent is `null`. Until 2020 a text is JSON to be parsed (hello.md 7).
    Json value(Json argument, String name) {
        Json value = argument.member(name).orElse(Json.NULL);
        // compat: Q3, vectors v1-events.c2020-s2020 and v1-events.c2026-s2026
        return speaksForItsBinder() ? Arguments.parsed(value) : value;
    }
}
