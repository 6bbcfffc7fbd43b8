package afb4j.testkit.vector;

import com.google.errorprone.annotations.Immutable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The messages of one dialect: code → way, kind, fields (wsapi.md 3.2, 4.1, 4.3).
@SuppressWarnings("Immutable") // an unmodifiable map, never given out
@Immutable
final class MessageTable {

    private static final String CALLID_32 = "callid:u32 ";
    private static final String BAR = "|";
    private static final String EVENT_32 = "eventid:u32 name:str";

    static final MessageTable WSAPI_V1 = new MessageTable(
            "V c2s version-offer id:u32 versions:versions",
            "v s2c version-set version:u8",
            "K c2s call callid:u16 verb:str sessionid:u16 tokenid:u16 args:obj creds:nstr",
            "k s2c reply callid:u16 error:nstr info:nstr object:obj",
            "E s2c event-create eventid:u16 name:str",
            "e s2c event-remove eventid:u16",
            "X s2c subscribe callid:u16 eventid:u16",
            "x s2c unsubscribe callid:u16 eventid:u16",
            "P s2c push eventid:u16 data:obj",
            "B s2c broadcast name:str data:obj uuid:uuid hop:u8",
            "U c2s unexpected eventid:u16",
            "D c2s describe descid:u16",
            "d s2c description descid:u16 description:obj",
            "S c2s session-add sessionid:u16 uuid:str",
            "s c2s session-drop sessionid:u16",
            "T c2s token-add tokenid:u16 token:str",
            "t c2s token-drop tokenid:u16");

    /// As version 1, with the 32 bit description id of W-80.
    static final MessageTable WSAPI_V1_2019 = WSAPI_V1.with("d s2c description descid:u32 description:obj");

    private static final MessageTable LEGACY_COMMON = new MessageTable(
            "+ s2c event-create " + EVENT_32,
            "- s2c event-remove " + EVENT_32,
            "! s2c push " + EVENT_32 + " data:obj",
            "* s2c broadcast name:str data:obj",
            "S s2c subscribe " + CALLID_32 + EVENT_32,
            "U s2c unsubscribe " + CALLID_32 + EVENT_32,
            "D c2s describe descid:u32",
            "d s2c description descid:u32 description:obj");

    static final MessageTable LEGACY_2017 = LEGACY_COMMON.with(
            "C c2s call " + CALLID_32 + "verb:str session:str args:obj",
            "T s2c success " + CALLID_32 + "info:str object:obj",
            "F s2c failure " + CALLID_32 + "status:str info:str",
            "B s2c subcall subcallid:u32 " + CALLID_32 + "api:str verb:str args:obj",
            "R c2s subcall-reply subcallid:u32 iserror:u8 object:obj");

    static final MessageTable LEGACY_2018 = LEGACY_COMMON.with(
            "C c2s call " + CALLID_32 + "verb:str session:str args:obj creds:nstr",
            "Y s2c reply " + CALLID_32 + "error:nstr info:nstr object:obj",
            // behind the bar: what the dialect of 2019 adds, all of it or nothing (L-21)
            "* s2c broadcast name:str data:obj | uuid:uuid hop:u8");

    /// What the table knows about a code.
    ///
    /// @param fields that are always there
    /// @param tail   fields that may follow, all of them or none
    record Format(Direction direction, String kind, List<FieldFormat> fields, List<FieldFormat> tail) {}

    /// A field of a message.
    record FieldFormat(String name, FieldType type) {}

    /// A code and what it means.
    record Coded(char code, Format format) {}

    private final Map<Character, Format> formats;

    private MessageTable(String... lines) {
        this(Map.of(), lines);
    }

    private MessageTable(Map<Character, Format> base, String... lines) {
        Map<Character, Format> all = new HashMap<>(base);
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", -1));
            int bar = words.contains(BAR) ? words.indexOf(BAR) : words.size();
            List<FieldFormat> fields = fields(words.subList(3, bar));
            List<FieldFormat> tail = fields(words.subList(Math.min(bar + 1, words.size()), words.size()));
            all.put(line.charAt(0), new Format(Direction.parse(words.get(1)), words.get(2), fields, tail));
        }
        formats = Map.copyOf(all);
    }

    private MessageTable with(String... lines) {
        return new MessageTable(formats, lines);
    }

    private static List<FieldFormat> fields(List<String> texts) {
        return texts.stream().map(MessageTable::field).toList();
    }

    private static FieldFormat field(String text) {
        int colon = text.indexOf(':');
        return new FieldFormat(text.substring(0, colon), FieldType.parse(text.substring(colon + 1)));
    }

    /// Returns the code of a kind of message.
    ///
    /// @throws IllegalArgumentException when the dialect has no such message
    Coded coded(String kind) {
        return formats.entrySet().stream()
                .filter(entry -> entry.getValue().kind().equals(kind))
                .findFirst()
                .map(entry -> new Coded(entry.getKey(), entry.getValue()))
                .orElseThrow(() -> new IllegalArgumentException("no message '" + kind + "' in this dialect"));
    }

    /// Returns what a code means on that way, or nothing when it means nothing (W-30).
    Optional<Format> format(char code, Direction direction) {
        return Optional.ofNullable(formats.get(code)).filter(format -> format.direction() == direction);
    }
}
