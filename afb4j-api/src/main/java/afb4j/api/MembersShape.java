package afb4j.api;

import java.lang.reflect.Type;
import java.util.List;

/// An object whose members are the parameters of a verb method.
record MembersShape(List<Member> members) implements Shape {

    /// @param name as in the JSON object
    /// @param type of the parameter, or of the content of an `Optional`
    /// @param optional whether it may be missing
    /// @param words what its author says of it
    record Member(String name, Type type, boolean optional, SchemaWords words) {}
}
