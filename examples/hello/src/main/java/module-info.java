import afb4j.api.Binding;
import afb4j.examples.hello.Hello2017Binding;
import afb4j.examples.hello.Hello2020Binding;
import afb4j.examples.hello.HelloBinding;
import afb4j.examples.hello.HelloV3Binding;
import org.jspecify.annotations.NullMarked;

/// The sample binding `hello`, in four flavours.
@NullMarked
module afb4j.examples.hello {
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires transitive afb4j.api;

    exports afb4j.examples.hello;

    provides Binding with
            HelloBinding,
            HelloV3Binding,
            Hello2020Binding,
            Hello2017Binding;
}
