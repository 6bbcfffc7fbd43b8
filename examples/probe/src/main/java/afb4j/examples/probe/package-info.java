/// The binding `probe`: verbs that make a binder show what it does with values, replies, sessions, guards,
/// events, calls within calls and HTTP (http-and-wsj1.md 10.1).
///
/// It is the twin of the API that the C binder was recorded with, so that those recordings can be played
/// against this one. For people it is a thing to try requests with: `curl localhost:1234/api/probe/echo?a=1`.
package afb4j.examples.probe;
