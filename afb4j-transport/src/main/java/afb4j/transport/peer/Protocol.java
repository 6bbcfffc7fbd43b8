package afb4j.transport.peer;

/// What a client speaks (wsapi.md part 0). Servers understand all of them on one socket.
public enum Protocol {
    /// WSAPI version 1: peers since November 2019.
    WSAPI,
    /// The legacy protocol, to April 2018.
    LEGACY_2017,
    /// The legacy protocol, April 2018 to July 2019.
    LEGACY_2018,
    /// The legacy protocol, July to November 2019.
    LEGACY_2019
}
