/// The binder as browsers and `curl` see it: recorded conversations, and the lines of http-and-wsj1.md 11 one
/// by one.
package afb4j.system.http;
