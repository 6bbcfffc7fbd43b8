package afb4j.protocol.legacy;

/// The three legacy protocols, by the year in which they appeared (part 0).
public enum LegacyDialect {
    /// Answers are success or failure; there are subcalls.
    Y2017,
    /// One kind of answer, credentials in calls, no subcalls (L-20). A broadcast with uuid and hop is understood
    /// too: nothing but that tells a server of 2018 from one of 2019 (5.4).
    Y2018,
    /// As 2018, and broadcasts must have uuid and hop (L-21).
    Y2019
}
