package afb4j.examples.hello;

import afb4j.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The descriptions of the older samples, as their binders gave them (hello.md 7 and 8): they list also verbs
/// that are not here.
enum Description {
    OF_2020("description-2020.json"),
    OF_2017("description-2017.json");

    private final String resource;

    Description(String resource) {
        this.resource = resource;
    }

    /// The text, byte by byte.
    Json read() {
        try (InputStream text = Description.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the resource " + resource + " is missing in the binding hello");
            }
            return Json.received(text.readAllBytes());
        } catch (IOException cause) {
            throw new UncheckedIOException("the resource " + resource + " of the binding hello", cause);
        }
    }
}
