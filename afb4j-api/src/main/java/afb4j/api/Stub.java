package afb4j.api;

final class Stub {}
