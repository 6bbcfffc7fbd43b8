package afb4j.core;

import afb4j.api.BinderException;

/// An API or alias of that name is there already.
public final class NameTakenException extends BinderException {

    private static final long serialVersionUID = 1L;

    NameTakenException(String name) {
        super("the name " + name + " is taken by another API: load one of them under another name, or not at all");
    }
}
