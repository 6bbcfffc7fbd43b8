package afb4j.core.monitor;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.core.trace.TraceFlags;
import afb4j.core.trace.TraceKind;
import afb4j.core.trace.TracePoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One tracer that `monitor/trace` was asked for.
///
/// @param event the name of its event, without the API
/// @param tag what its data is marked with
/// @param points where it listens
/// @param filter of whom it wants to hear
record TraceSpec(String event, String tag, Set<TracePoint> points, TraceFilter filter) {

    private static final String DEFAULT = "trace";

    /// Longer names are of no use to anybody.
    private static final int MAX_NAME = 128;

    /// How deep `for` may be nested.
    private static final int MAX_NESTING = 16;

    /// What was asked for, and what was wrong about it, a line each.
    record Parsed(List<TraceSpec> specs, List<String> errors) {}

    /// Reads the argument of `add` (http-and-wsj1.md 6): an object, a flag of requests, or an array of these.
    static Parsed parse(Json add) {
        Parsed parsed = new Parsed(new ArrayList<>(), new ArrayList<>());
        read(add, new TraceSpec(DEFAULT, DEFAULT, Set.of(), TraceFilter.ALL), parsed, 0);
        return parsed;
    }

    private static void read(Json json, TraceSpec outer, Parsed parsed, int nesting) {
        switch (json.kind()) {
            case OBJECT -> readObject(json, outer, parsed, nesting);
            case ARRAY -> json.elements().forEach(one -> read(one, outer, parsed, nesting));
            case STRING -> {
                Set<TracePoint> points = EnumSet.noneOf(TracePoint.class);
                addPoints(TraceKind.REQUEST, json, points, parsed);
                parsed.specs().add(new TraceSpec(outer.event, outer.tag, points, outer.filter));
            }
            case NULL, BOOLEAN, NUMBER -> parsed.errors().add("unexpected request value " + json.compact());
        }
    }

    /// compat: members that are missing are inherited from the object around.
    private static void readObject(Json json, TraceSpec outer, Parsed parsed, int nesting) {
        Set<TracePoint> points = EnumSet.noneOf(TracePoint.class);
        points.addAll(outer.points);
        for (TraceKind kind : TraceKind.values()) {
            json.member(kind.word()).ifPresent(flags -> {
                points.removeIf(point -> point.kind() == kind);
                addPoints(kind, flags, points, parsed);
            });
        }
        TraceSpec spec = new TraceSpec(
                text(json, "name", outer.event, parsed),
                text(json, "tag", outer.tag, parsed),
                points,
                new TraceFilter(
                        text(json, "apiname", outer.filter.api(), parsed),
                        text(json, "verbname", outer.filter.verb(), parsed),
                        text(json, "uuid", outer.filter.session(), parsed),
                        text(json, "pattern", outer.filter.pattern(), parsed)));
        if (json.member("for").isEmpty()) {
            parsed.specs().add(spec);
        } else if (nesting == MAX_NESTING) {
            parsed.errors().add("for is nested more than " + MAX_NESTING + " deep");
        } else {
            read(json.member("for").orElse(Json.NULL), spec, parsed, nesting + 1);
        }
    }

    private static void addPoints(TraceKind kind, Json flags, Set<TracePoint> points, Parsed parsed) {
        switch (flags.kind()) {
            case STRING ->
                TraceFlags.points(kind, flags.asText())
                        .ifPresentOrElse(
                                points::addAll,
                                () -> parsed.errors().add("unknown " + kind.word() + " name " + flags.asText()));
            case ARRAY -> flags.elements().forEach(one -> addPoints(kind, one, points, parsed));
            case NULL -> {}
            case OBJECT, BOOLEAN, NUMBER ->
                parsed.errors().add("unexpected " + kind.word() + " value " + flags.compact());
        }
    }

    private static String text(Json json, String name, String otherwise, Parsed parsed) {
        Json value = json.member(name).orElse(Json.NULL);
        if (value.isNull()) {
            return otherwise;
        }
        if (value.kind() != JsonKind.STRING || value.asText().length() > MAX_NAME) {
            parsed.errors().add("unexpected " + name + " value " + value.compact());
            return otherwise;
        }
        return value.asText();
    }
}
