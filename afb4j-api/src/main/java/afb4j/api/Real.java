package afb4j.api;

/// A floating point number.
public record Real(double value) implements Data {

    @Override
    public Json toJson() {
        return Json.of(value);
    }
}
