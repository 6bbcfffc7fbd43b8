package afb4j.layers;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Api;
import afb4j.core.BindingException;
import afb4j.core.BindingLoader;
import afb4j.core.BindingSpec;
import java.io.PrintStream;

/// A program on the class path beside a binder on the module path: loads each binding named by an argument
/// and prints one line about it.
public final class LoadBindings {

    private LoadBindings() {}

    /// Prints `API: INFO` or `broken: WHY` or `unknown: WHY`.
    public static void main(String[] specs) {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        out.println("binder in " + BindingLoader.class.getModule());
        BindingLoader loader = new BindingLoader("child", code -> {});
        for (String spec : specs) {
            try {
                Api api = loader.load(BindingSpec.parse(spec)).apis().getFirst();
                out.println(api.name() + ": " + api.info());
            } catch (BindingException failure) {
                String line = String.valueOf(failure.getMessage()).replace('\n', ' ');
                out.println((failure.isBroken() ? "broken: " : "unknown: ") + line);
            }
        }
    }
}
