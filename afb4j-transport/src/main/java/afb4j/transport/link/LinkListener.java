package afb4j.transport.link;

/// Hears what a [Link] is doing. Called on its loop; must not block.
@FunctionalInterface
public interface LinkListener {

    /// The state has changed. After [LinkState.Closed] nothing comes any more.
    void onState(LinkState state);
}
