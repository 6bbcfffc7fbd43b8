package afb4j.sequencer;

/// Told when a mailbox fills up and when it has emptied again, to slow the source down (J-04): a channel's
/// automatic reading is switched off and on.
@FunctionalInterface
public interface PressureListener {

    /// Called on the sequencer's loop, in turns: true when the mailbox reached its high mark, false when it then
    /// fell to its low mark.
    void onPressure(boolean high);
}
