package afb4j.api;

/// A truth value.
public record Bool(boolean value) implements Data {

    @Override
    public Json toJson() {
        return Json.of(value);
    }
}
