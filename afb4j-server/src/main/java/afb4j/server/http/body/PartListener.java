package afb4j.server.http.body;

import io.netty.buffer.ByteBuf;

/// Is told of the parts of a multipart body, one after the other: head, pieces, end.
interface PartListener {

    /// A part begins.
    void onPart(PartHead head) throws FormException;

    /// A piece of the content of the part.
    ///
    /// @param piece borrowed
    void onPiece(ByteBuf piece) throws FormException;

    /// The part is complete.
    void onPartEnd() throws FormException;
}
