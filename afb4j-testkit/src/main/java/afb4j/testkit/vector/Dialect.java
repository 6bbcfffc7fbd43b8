package afb4j.testkit.vector;

import java.util.stream.Stream;

/// A wire dialect that was recorded (wsapi.md part 0).
public enum Dialect {
    /// Version 1 of WSAPI, March 2020 and later.
    WSAPI_V1("wsapi-v1", MessageTable.WSAPI_V1),
    /// Version 1 with description ids of 32 bits (W-80).
    WSAPI_V1_2019("wsapi-v1-2019", MessageTable.WSAPI_V1_2019),
    /// The dialect of 2017: answers `T` and `F`, subcalls.
    LEGACY_2017("legacy-2017", MessageTable.LEGACY_2017),
    /// The dialect of 2018: one answer `Y`, credentials in the call.
    LEGACY_2018("legacy-2018", MessageTable.LEGACY_2018);

    private final String label;
    private final MessageTable table;

    Dialect(String label, MessageTable table) {
        this.label = label;
        this.table = table;
    }

    /// Returns its name in the files.
    public String label() {
        return label;
    }

    /// Returns whether it is one of the legacy protocols, without version offer.
    public boolean isLegacy() {
        return this == LEGACY_2017 || this == LEGACY_2018;
    }

    MessageTable table() {
        return table;
    }

    static Dialect parse(String label) {
        return Stream.of(values())
                .filter(dialect -> dialect.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("protocol '" + label + "' is unknown"));
    }
}
