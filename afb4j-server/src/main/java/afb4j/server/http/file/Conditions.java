package afb4j.server.http.file;

import io.netty.handler.codec.DateFormatter;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// Under which conditions a client wants a representation (RFC 9110, section 13). Headers that are absent
/// are
/// empty texts.
///
/// @param ifMatch the header of that name, and so on
record Conditions(
        String ifMatch, String ifUnmodifiedSince, String ifNoneMatch, String ifModifiedSince, String ifRange) {

    /// No condition.
    static final Conditions NONE = new Conditions("", "", "", "", "");

    /// What is to be done.
    enum Verdict {
        /// Send what is asked.
        SEND,
        /// The client has it: 304.
        NOT_MODIFIED,
        /// It is not what the client expects: 412.
        FAILED
    }

    /// Weighs the conditions in the order of the standard: a tag rules out the date of the same kind.
    ///
    /// @param tag of the representation
    /// @param modifiedSeconds when the file was changed last, in seconds since 1970
    /// @param nowSeconds the time here: dates later than it mean nothing
    Verdict on(EntityTag tag, long modifiedSeconds, long nowSeconds) {
        if (isOtherThanExpected(tag, modifiedSeconds)) {
            return Verdict.FAILED;
        }
        boolean isKnown =
                ifNoneMatch.isEmpty() ? isUnmodified(modifiedSeconds, nowSeconds) : tag.isInWeakly(ifNoneMatch);
        return isKnown ? Verdict.NOT_MODIFIED : Verdict.SEND;
    }

    private boolean isOtherThanExpected(EntityTag tag, long modifiedSeconds) {
        if (!ifMatch.isEmpty()) {
            return !tag.isInStrongly(ifMatch);
        }
        Long since = seconds(ifUnmodifiedSince);
        return since != null && modifiedSeconds > since;
    }

    private boolean isUnmodified(long modifiedSeconds, long nowSeconds) {
        Long since = seconds(ifModifiedSince);
        return since != null && since <= nowSeconds && modifiedSeconds <= since;
    }

    /// Whether a range of this representation continues what the client has: its `If-Range` names it, or
    /// there
    /// is none.
    boolean permitRange(EntityTag tag, long modifiedSeconds) {
        if (ifRange.isEmpty()) {
            return true;
        }
        if (ifRange.endsWith("\"")) {
            return ifRange.strip().equals(tag.text());
        }
        Long date = seconds(ifRange);
        return date != null && date == modifiedSeconds;
    }

    private static @Nullable Long seconds(String header) {
        Date date = header.isEmpty() ? null : DateFormatter.parseHttpDate(header);
        return date == null ? null : date.toInstant().getEpochSecond();
    }
}
