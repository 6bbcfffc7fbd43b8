package afb4j.sequencer.example;

import java.util.function.IntConsumer;

/// A connection that fetches pages. Confined to the loop of its sequencer.
public interface Web {

    /// Asks for a page; `answer` gets its status on the loop, or nothing if the server stays mute.
    void fetch(String path, IntConsumer answer);
}
