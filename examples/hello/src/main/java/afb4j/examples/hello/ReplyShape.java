package afb4j.examples.hello;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a result, an error text and an info text make a reply.
enum ReplyShape {
    /// Three values: JSON, text, text. An absent text stays absent.
    VALUES {
        @Override
        Reply success(@Nullable Json result, @Nullable String info) {
            return Reply.of(result == null ? Json.NULL : result, Text.absent(), text(info));
        }

        @Override
        Reply failure(String error, @Nullable String info) {
            return Reply.ofCode(-1, Json.NULL, Text.of(error), text(info));
        }

        private Text text(@Nullable String value) {
            return value == null ? Text.absent() : Text.of(value);
        }
    },
    /// One value at most, `null` being none; the error text is the name of the status, the info text is the
    /// info of the status.
    LEGACY {
        @Override
        Reply success(@Nullable Json result, @Nullable String info) {
            boolean isNone = result == null || result.isNull();
            return new Reply(withInfo(Status.SUCCESS, info), isNone ? List.of() : List.of(result));
        }

        @Override
        Reply failure(String error, @Nullable String info) {
            return Reply.of(withInfo(Status.named(error), info));
        }

        private Status withInfo(Status status, @Nullable String info) {
            return info == null ? status : status.withInfo(info);
        }
    };

    abstract Reply success(@Nullable Json result, @Nullable String info);

    abstract Reply failure(String error, @Nullable String info);
}
