package afb4j.protocol.json;

/// Takes the messages that [Json1Texts] reads: one method for each form (http-and-wsj1.md 3.3). The JSON
/// texts are strict by RFC 8259, and the receiver's own from then on.
public interface Json1Receiver {

    /// A call, which a binder never makes.
    void onCall(String id, String api, String verb, byte[] argument);

    /// The end of a call.
    ///
    /// @param isSuccess whether it is form 3, which says that the code is not negative
    /// @param body an envelope from a binder, see [Json1Texts#envelope]; may be any value from others
    void onReply(String id, boolean isSuccess, byte[] body);

    /// An event.
    ///
    /// @param body the object of the event as it came
    /// @param data its member `data`, the text `null` if there is none
    void onEvent(String name, byte[] body, byte[] data);
}
