package afb4j.server.http.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The folders below `locales` where a file may be, by the header `Accept-Language` (specification,
/// section 5):
/// first all tags as given, in lower case, then in the same order each of them shortened at its last
/// hyphen
/// again and again. compat: weights are ignored, the order of the list counts (vector static-locale).
final class LanguageTags {

    /// Tags that are looked at; what follows them in the list is ignored.
    static final int MAX_TAGS = 8;

    /// Folders that are looked into.
    static final int MAX_FOLDERS = 16;

    private static final Pattern TAG = Pattern.compile("[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,7}");

    private LanguageTags() {}

    /// The names of folders, the best first. What is not a tag is skipped: nothing that comes out of here
    /// is
    /// more than letters, digits and hyphens.
    static List<String> folders(String acceptLanguage) {
        List<String> tags = tags(acceptLanguage);
        Set<String> folders = new LinkedHashSet<>(tags);
        for (String tag : tags) {
            for (int end = tag.lastIndexOf('-'); end > 0; end = tag.lastIndexOf('-', end - 1)) {
                folders.add(tag.substring(0, end));
            }
        }
        return folders.stream().limit(MAX_FOLDERS).toList();
    }

    private static List<String> tags(String acceptLanguage) {
        List<String> tags = new ArrayList<>();
        int start = 0;
        while (start < acceptLanguage.length() && tags.size() < MAX_TAGS) {
            int comma = acceptLanguage.indexOf(',', start);
            int end = comma < 0 ? acceptLanguage.length() : comma;
            String item = acceptLanguage.substring(start, end);
            int weight = item.indexOf(';');
            String tag = (weight < 0 ? item : item.substring(0, weight)).strip().toLowerCase(Locale.ROOT);
            if (TAG.matcher(tag).matches()) {
                tags.add(tag);
            }
            start = end + 1;
        }
        return tags;
    }
}
