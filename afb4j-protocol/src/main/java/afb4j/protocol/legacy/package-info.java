/// The messages of the legacy protocols of 2017, 2018 and 2019, and their codec (part 4 of the protocol text).
///
/// Ownership as in [afb4j.protocol.wsapi]: JSON objects are borrowed slices, valid as long as the decoded buffer.
package afb4j.protocol.legacy;
