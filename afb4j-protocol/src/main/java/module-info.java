import org.jspecify.annotations.NullMarked;

@NullMarked
module afb4j.protocol {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive io.netty.buffer;

    exports afb4j.protocol;
}
