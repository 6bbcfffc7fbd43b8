/// The vector player: plays either side of a recorded conversation of WSAPI or of the legacy protocols
/// against a real client, a real server or a real relay, over a real socket.
///
/// It is an independent witness. It speaks plain NIO with websocket frames and message tables of its own,
/// and shares no code with the product: a mistake made once in our codecs would otherwise be made twice,
/// and never be seen.
///
/// - [afb4j.testkit.vector.Vectors] finds and reads the files of `vectors/wsapi`;
/// - [afb4j.testkit.vector.VectorCatalog] tells which of them are played, against what, and why the others
///   are not yet;
/// - [afb4j.testkit.vector.ServerPlay], [afb4j.testkit.vector.ClientPlay] and
/// [afb4j.testkit.vector.RelayPlay] play them;
/// - [afb4j.testkit.vector.AcceptedDeviation] is the list of what our product does otherwise on purpose.
package afb4j.testkit.vector;
