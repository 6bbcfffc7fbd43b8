package afb4j.server.http.body;

import afb4j.server.http.HttpReply;

/// Is told once how the reading of a form has ended; not at all when the client went away meanwhile. Any
/// thread.
public interface FormListener {

    /// The form is there.
    ///
    /// @param form to be closed when the request is over
    void onForm(Form form);

    /// The body is no form, or too much.
    ///
    /// @param reply the answer that says so
    void onRefused(HttpReply reply);
}
