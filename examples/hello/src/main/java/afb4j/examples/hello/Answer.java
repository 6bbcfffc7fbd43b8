package afb4j.examples.hello;

import afb4j.api.Reply;
import afb4j.api.Request;

/// A verb whose reply follows at once from the call.
@FunctionalInterface
interface Answer {

    /// The reply to a call; what the verb does besides is done when this returns.
    Reply to(Request request);
}
