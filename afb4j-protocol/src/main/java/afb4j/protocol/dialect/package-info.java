/// Which of the protocols a client speaks (wsapi.md 5.4).
package afb4j.protocol.dialect;
