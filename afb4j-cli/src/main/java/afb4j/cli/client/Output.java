package afb4j.cli.client;

/// Where a [Conversation] prints.
interface Output {

    /// Prints a line of the result.
    void line(String text);

    /// Prints a line for the person at the terminal.
    void complain(String text);

    /// Makes what was printed visible.
    void flush();

    /// Whether nobody reads the output any more.
    boolean isBroken();
}
