package afb4j.testkit.vector;

import java.util.Locale;

/// Flavour of the sample API `hello` that a server under test has to serve (hello.md section 1).
public enum Flavour {
    /// Version 4 sample, 2026.
    V4,
    /// Version 3 sample, 2026.
    V3,
    /// Sample of 2019 and 2020.
    S2020,
    /// First sample, 2017.
    S2017;

    /// Returns its name as hello.md writes it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the flavour behind a recording whose server is a real program.
    static Flavour of(Vector vector) {
        if (vector.dialect() == Dialect.LEGACY_2017) {
            return S2017;
        }
        if (vector.dialect() == Dialect.LEGACY_2018) {
            return S2020;
        }
        if (vector.scenario().equals("binding-v4")) {
            return V4;
        }
        return vector.name().endsWith("2026") ? V3 : S2020;
    }
}
