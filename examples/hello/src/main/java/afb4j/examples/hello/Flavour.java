package afb4j.examples.hello;

/// The version of the C sample whose answers are given.
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
}
