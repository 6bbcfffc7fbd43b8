package afb4j.api;

/// For which way of a value a schema is made: the two may differ for one Java type.
public enum SchemaUse {
    /// What [Json#as(Class)] takes: members may be missing or null where the mapping allows it.
    INPUT,
    /// What [Json#of(Object)] gives: all members are there; those that may be null are `Optional`, or annotated
    /// as nullable.
    OUTPUT
}
