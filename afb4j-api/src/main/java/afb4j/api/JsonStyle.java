package afb4j.api;

/// How a [Json] is laid out as text. Numbers keep the digits they were written with in each style.
public enum JsonStyle {
    /// Strict JSON without any blank, for programs. A number that is not finite is written `null`, since
    /// JSON has no word for it.
    COMPACT,
    /// One line for people: `{ "a": 1, "b": [ 1, 2 ], "c": { }, "d": [ ] }`, with `/` written `\/` and
    /// `NaN` kept, as C peers print values inside their texts.
    SPACED,
    /// One value by line, indented by two blanks, no blank after `:`, empty arrays and objects as `[]` and
    /// `{}`; `NaN` kept.
    INDENTED
}
