package afb4j.testkit.vector;

import java.util.List;

/// How a [RelayUnderTest] has to be started for a recording.
///
/// @param remotes   where the scripted server of the API `hello` listens. A second one is another link to the
///     same server, as another API: its [Endpoint#api()] tells the name
/// @param transport `tcp` or `unix`: the socket on which the relay has to serve the API of the first remote
public record RelaySetup(List<Endpoint> remotes, String transport) {

    /// Copies the list.
    public RelaySetup {
        remotes = List.copyOf(remotes);
    }
}
