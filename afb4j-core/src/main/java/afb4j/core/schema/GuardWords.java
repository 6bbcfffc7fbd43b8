package afb4j.core.schema;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.SessionEffect;
import afb4j.api.Verb;
import java.util.ArrayList;
import java.util.List;

/// What a verb asks of its caller, in the words that descriptions have for it since 2017: `x-permissions`.
final class GuardWords {

    private GuardWords() {}

    /// Adds the member `x-permissions` if the verb asks for anything.
    static void addTo(JsonObjectBuilder operation, Verb verb) {
        List<Json> permissions = permissions(verb);
        if (!permissions.isEmpty()) {
            operation.put(
                    "x-permissions", permissions.size() == 1 ? permissions.getFirst() : all("allOf", permissions));
        }
    }

    /// Whether a caller may be asked for a token.
    static boolean mentionsToken(Guard guard) {
        return switch (guard) {
            case Guard.Token _ -> true;
            case Guard.Yes _, Guard.No _, Guard.Permission _, Guard.Loa _ -> false;
            case Guard.Not not -> mentionsToken(not.guard());
            case Guard.And and -> and.guards().stream().anyMatch(GuardWords::mentionsToken);
            case Guard.Or or -> or.guards().stream().anyMatch(GuardWords::mentionsToken);
        };
    }

    private static List<Json> permissions(Verb verb) {
        List<Json> permissions = new ArrayList<>();
        if (!(verb.guard() instanceof Guard.Yes)) {
            permissions.add(permission(verb.guard()));
        }
        if (verb.after() == SessionEffect.CLOSE) {
            permissions.add(member("session", "close"));
        } else if (verb.after() == SessionEffect.REFRESH_TOKEN) {
            permissions.add(member("token", "refresh"));
        }
        return permissions;
    }

    private static Json permission(Guard guard) {
        return switch (guard) {
            case Guard.Yes _ -> Json.TRUE;
            case Guard.No _ -> Json.FALSE;
            case Guard.Token _ -> member("session", "check");
            case Guard.Permission permission -> member("permission", permission.name());
            case Guard.Loa loa -> member("LOA", loa.level());
            case Guard.Not not -> member("not", permission(not.guard()));
            case Guard.And and -> all("allOf", permissions(and.guards()));
            case Guard.Or or -> all("anyOf", permissions(or.guards()));
        };
    }

    private static List<Json> permissions(List<Guard> guards) {
        return guards.stream().map(GuardWords::permission).toList();
    }

    private static Json all(String word, List<Json> items) {
        return member(word, Json.ofArray(items));
    }

    private static Json member(String name, Object value) {
        return Json.object().put(name, value).build();
    }
}
