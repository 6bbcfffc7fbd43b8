package afb4j.api;

/// A text value. A text may be *absent*, which is not the same as empty: as JSON it is `null`.
///
/// @param value the text, empty when absent
/// @param isAbsent whether there is no text at all
public record Text(String value, boolean isAbsent) implements Data {

    private static final Text ABSENT = new Text("", true);

    /// Refuses an absent text that has characters.
    public Text {
        if (isAbsent && !value.isEmpty()) {
            throw new IllegalArgumentException("an absent text has no characters, but \"" + value + "\" was given");
        }
    }

    /// A text that is present, possibly empty.
    public static Text of(String value) {
        return new Text(value, false);
    }

    /// No text.
    public static Text absent() {
        return ABSENT;
    }

    @Override
    public Json toJson() {
        return isAbsent ? Json.NULL : Json.of(value);
    }
}
