package afb4j.core.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.JsonKind;
import afb4j.api.JsonObjectBuilder;
import afb4j.core.document.DocumentException.Reason;
import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Named JSON documents, for each API in a directory of its own below one root (S-80 to S-86).
///
/// A document is an object with the member `jtype` `AFB_session`, a `timestamp`, what its owner has put
/// there, and possibly an object `info` of type `AFB_infos`. The one that was loaded or saved last by its
/// name is the *current* one of its API; the name `current-session` stands for it.
///
/// **Promises.** Saving is atomic and durable: when it returns the document is forced to the disk, and
/// whoever reads, also after a kill at any moment, finds the old or the new one. A name never leads out of
/// the directory of its API, nor does a link that somebody has put there.
///
/// All methods block for the disk: not on an event loop. They throw [DocumentException].
@ThreadSafe
@SuppressWarnings("Immutable") // a path of the default file system is
public final class DocumentStore {

    /// The most bytes of a document.
    public static final int MAX_BYTES = 4 << 20;

    /// The most documents of an API.
    public static final int MAX_DOCUMENTS = 1000;

    static final String LIST_TYPE = "AFB_sessions";
    static final String DOCUMENT_TYPE = "AFB_session";
    static final String INFO_TYPE = "AFB_infos";

    private static final String TYPE = "jtype";

    private final Path root;
    private final InstantSource clock;

    private DocumentStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /// The documents below `root`, which is made if it is not there and must be writable (S-80). Removes what
    /// saves have left that were interrupted by the end of their process.
    public static DocumentStore open(Path root) {
        return open(root, InstantSource.system());
    }

    static DocumentStore open(Path root, InstantSource clock) {
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, ".probe-", ""));
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, Files::isDirectory)) {
                for (Path directory : directories) {
                    new DocumentDirectory(directory).tidy();
                }
            }
        } catch (IOException cause) {
            throw new DocumentException(
                    Reason.FAILED, "the directory of documents " + root + " is not writable: " + cause, cause);
        }
        return new DocumentStore(root, clock);
    }

    /// The documents of an API by name; none if there are none (S-81).
    public List<DocumentEntry> list(String api) {
        DocumentDirectory directory = directoryOf(api);
        return tried("the documents of " + api, directory::list);
    }

    /// The document of this name, or the current one, if there is one (S-82). What is loaded by its name
    /// becomes the current one.
    public Optional<Json> load(String api, String name) {
        DocumentDirectory directory = directoryOf(api);
        if (name.equals(DocumentNames.CURRENT)) {
            return current(api).flatMap(current -> read(directory, new Id(api, current)));
        }
        Id id = new Id(api, DocumentNames.requireName(name));
        Optional<Json> document = read(directory, id);
        if (document.isPresent()) {
            makeCurrent(directory, id);
        }
        return document;
    }

    /// Saves an object without info, see [#save(String, String, Json, Json)].
    public Json save(String api, String name, Json content) {
        return save(new Id(api, name), content, null);
    }

    /// Saves an object, with type and timestamp added, in place of the document of this name or of the
    /// current one (S-83). What is saved by its name becomes the current one. If anything is refused the old
    /// document stays.
    ///
    /// @param info an object of type `AFB_infos`
    /// @return the document as it is now
    public Json save(String api, String name, Json content, Json info) {
        return save(new Id(api, name), content, info);
    }

    /// The name of the current document of an API, if it has one (S-84).
    public Optional<String> current(String api) {
        DocumentDirectory directory = directoryOf(api);
        return tried("the current document of " + api, directory::current);
    }

    private Json save(Id wanted, Json content, @Nullable Json info) {
        DocumentDirectory directory = directoryOf(wanted.api);
        boolean isCurrent = wanted.name.equals(DocumentNames.CURRENT);
        Id id = isCurrent
                ? new Id(
                        wanted.api,
                        current(wanted.api)
                                .orElseThrow(() -> refused("there is no current document of " + wanted.api
                                        + ": load or save one by its name first")))
                : new Id(wanted.api, DocumentNames.requireName(wanted.name));
        Json document = compose(id, content, info);
        byte[] text = document.compact().getBytes(UTF_8);
        if (text.length > MAX_BYTES) {
            throw refused(id + " has " + text.length + " bytes, expected " + MAX_BYTES + " at most");
        }
        write(directory, id, text);
        if (!isCurrent) {
            makeCurrent(directory, id);
        }
        return document;
    }

    private void write(DocumentDirectory directory, Id id, byte[] text) {
        tried(id.toString(), () -> {
            directory.make();
            if (!directory.has(id.name) && directory.list().size() >= MAX_DOCUMENTS) {
                throw refused("there are " + MAX_DOCUMENTS + " documents of " + id.api + ", as many as there may be");
            }
            directory.write(id.name, text);
            return id;
        });
    }

    private Json compose(Id id, Json content, @Nullable Json info) {
        if (content.kind() != JsonKind.OBJECT) {
            throw refused(id + ": expected an object, got " + kindOf(content));
        }
        if (info != null && !isOfType(info, INFO_TYPE)) {
            throw refused(id + ": expected an info of jtype " + INFO_TYPE + ", got " + typeOf(info));
        }
        try {
            JsonObjectBuilder document = Json.object();
            content.members().forEach(document::put);
            document.put(TYPE, DOCUMENT_TYPE).put("timestamp", clock.instant().toString());
            if (info != null) {
                document.put("info", info);
            }
            return document.build();
        } catch (JsonException cause) {
            throw new DocumentException(Reason.REFUSED, id + ": " + cause.getMessage(), cause);
        }
    }

    private static Optional<Json> read(DocumentDirectory directory, Id id) {
        OptionalLong size = tried(id.toString(), () -> directory.sizeOf(id.name));
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (size.getAsLong() > MAX_BYTES) {
            throw unreadable(id + " has " + size.getAsLong() + " bytes, expected " + MAX_BYTES + " at most", null);
        }
        byte[] text = tried(id.toString(), () -> directory.read(id.name));
        Json document;
        try {
            document = Json.parse(new String(text, UTF_8));
        } catch (JsonException cause) {
            throw unreadable(id + " is not JSON: " + cause.getMessage(), cause);
        }
        if (!isOfType(document, DOCUMENT_TYPE)) {
            throw unreadable(
                    id + ": expected an object of jtype " + DOCUMENT_TYPE + ", found " + typeOf(document), null);
        }
        return Optional.of(document);
    }

    private static void makeCurrent(DocumentDirectory directory, Id id) {
        tried(id.toString(), () -> {
            if (!directory.current().equals(Optional.of(id.name))) {
                directory.makeCurrent(id.name);
            }
            return id;
        });
    }

    private static boolean isOfType(Json value, String type) {
        return value.kind() == JsonKind.OBJECT
                && value.member(TYPE)
                        .filter(found -> found.kind() == JsonKind.STRING)
                        .map(Json::asText)
                        .filter(type::equals)
                        .isPresent();
    }

    private static String typeOf(Json value) {
        return value.kind() == JsonKind.OBJECT
                ? value.member(TYPE).map(type -> "jtype " + type.compact()).orElse("no jtype")
                : kindOf(value);
    }

    private static String kindOf(Json value) {
        return switch (value.kind()) {
            case NULL -> "null";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case STRING -> "a text";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
        };
    }

    private DocumentDirectory directoryOf(String api) {
        return new DocumentDirectory(root.resolve(DocumentNames.requireApi(api)));
    }

    private static DocumentException refused(String message) {
        return new DocumentException(Reason.REFUSED, message);
    }

    private static DocumentException unreadable(String message, @Nullable Throwable cause) {
        return new DocumentException(Reason.UNREADABLE, message, cause);
    }

    private static <T> T tried(String what, DiskWork<T> work) {
        try {
            return work.run();
        } catch (IOException cause) {
            throw new DocumentException(Reason.FAILED, what + ": " + cause, cause);
        }
    }

    private interface DiskWork<T> {
        T run() throws IOException;
    }

    /// Which document.
    private record Id(String api, String name) {
        @Override
        public String toString() {
            return "the document " + name + " of " + api;
        }
    }
}
