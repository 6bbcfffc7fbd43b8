package afb4j.testkit.vector;

import org.jspecify.annotations.Nullable;

/// A reply as the user of a client sees it. Null and empty texts differ (W-22), hence the nullable
/// components.
///
/// @param error  null for a success
/// @param info   null when there is none
/// @param object JSON text, `null` when there is none
public record ReplySeen(@Nullable String error, @Nullable String info, String object) {

    String describe() {
        return "error=" + Texts.quote(error) + " info=" + Texts.quote(info) + " object=" + Texts.cut(object, 160);
    }
}
