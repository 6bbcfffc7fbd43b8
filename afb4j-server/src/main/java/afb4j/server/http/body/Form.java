package afb4j.server.http.body;

import afb4j.api.Json;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A form that a client has sent, with the files that came in it. Belongs to who was given it, who closes
/// it when
/// the request is over: then the files are deleted, those that a binding has moved away excepted.
@ThreadSafe
@SuppressWarnings("Immutable") // the lists are copies of values
public final class Form implements AutoCloseable {

    private final List<FormField> fields;
    private final List<Upload> uploads;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Form(List<FormField> fields, List<Upload> uploads) {
        this.fields = List.copyOf(fields);
        this.uploads = List.copyOf(uploads);
    }

    /// Its fields, in order.
    public List<FormField> fields() {
        return fields;
    }

    /// The last text of that name.
    public Optional<String> text(String name) {
        return fields.reversed().stream()
                .filter(field -> field.name().equals(name))
                .flatMap(field -> field instanceof FormField.Text(String _, String value)
                        ? Optional.of(value).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
    }

    /// Its fields as members of an argument (specification 1.3): texts as strings, files as
    /// `{"file":NAME,"path":PATH}`. Of fields with the same name the last one counts (P3).
    public Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        for (FormField field : fields) {
            members.put(
                    field.name(),
                    switch (field) {
                        case FormField.Text text -> Json.of(text.value());
                        case FormField.File file ->
                            Json.object()
                                    .put("file", file.fileName())
                                    .put("path", file.path().toString())
                                    .build();
                    });
        }
        return members;
    }

    /// Deletes the files; on a virtual thread, so that it never blocks. Idempotent.
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true) && !uploads.isEmpty()) {
            Thread.ofVirtual().name("afb4j-upload-end").start(() -> new ArrayList<>(uploads).forEach(Upload::delete));
        }
    }
}
