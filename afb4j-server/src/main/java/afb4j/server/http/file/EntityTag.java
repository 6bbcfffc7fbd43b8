package afb4j.server.http.file;

/// A strong validator of one representation, with its quotes (RFC 9110, section 8.8.3).
///
/// @param text as it stands in `ETag`
record EntityTag(String text) {

    /// Whether one of the tags in a header means this representation. Tags are compared weakly: `W/"x"`
    /// means
    /// `"x"` too. `*` means any.
    ///
    /// @param list the value of `If-None-Match`
    boolean isInWeakly(String list) {
        return isIn(list, true);
    }

    /// Whether one of the strong tags in a header is this one. `*` means any.
    ///
    /// @param list the value of `If-Match`
    boolean isInStrongly(String list) {
        return isIn(list, false);
    }

    private boolean isIn(String list, boolean isWeak) {
        if (list.strip().equals("*")) {
            return true;
        }
        int at = 0;
        while (at < list.length()) {
            char next = list.charAt(at);
            if (next == ',' || next == ' ' || next == '\t') {
                at++;
                continue;
            }
            boolean marked = list.startsWith("W/", at);
            int open = marked ? at + 2 : at;
            int close = open < list.length() && list.charAt(open) == '"' ? list.indexOf('"', open + 1) : -1;
            if (close < 0) {
                return false; // not a list of tags: what follows cannot be told
            }
            if ((isWeak || !marked) && list.substring(open, close + 1).equals(text)) {
                return true;
            }
            at = close + 1;
        }
        return false;
    }
}
