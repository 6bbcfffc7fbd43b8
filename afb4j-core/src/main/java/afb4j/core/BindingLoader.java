package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Finds bindings by name among those the binder was started with, or in jars, each of which gets a module
/// layer of its own: two bindings may carry different versions of a library. When the binder itself is on the
/// class path a jar gets a class loader of its own instead, and must name its bindings under
/// `META-INF/services`.
///
/// What is loaded stays loaded for the life of the process.
public final class BindingLoader {

    private final String binderName;
    private final IntConsumer exit;

    /// A loader for the binder called `binderName`, which a binding may ask to end by `exit`
    /// ([BindingContext#exit()]).
    public BindingLoader(String binderName, IntConsumer exit) {
        this.binderName = binderName;
        this.exit = exit;
    }

    /// Loads what `spec` names.
    ///
    /// @throws BindingException when it is not found or does not work
    public LoadedBinding load(BindingSpec spec) {
        List<Binding> bindings = spec.isJar() ? ofJar(spec) : List.of(ofName(spec));
        Json config = config(spec);
        BindingContext context = new BindingContext(binderName, spec.uid(), config, exit);
        List<Api> apis = new ArrayList<>();
        for (Binding binding : bindings) {
            apis.addAll(apisOf(spec, binding, context));
        }
        return new LoadedBinding(apis, settings(spec, config));
    }

    private static Map<String, Json> settings(BindingSpec spec, Json config) {
        Map<String, Json> settings = new LinkedHashMap<>();
        String path = spec.isJar()
                ? Path.of(spec.location()).toAbsolutePath().normalize().toString()
                : spec.location();
        settings.put("binding-path", Json.of(path));
        settings.put("path", Json.of(spec.location()));
        if (config.kind() == JsonKind.OBJECT) {
            settings.putAll(config.members());
        }
        return settings;
    }

    private static List<Api> apisOf(BindingSpec spec, Binding binding, BindingContext context) {
        try {
            return List.copyOf(binding.apis(context));
        } catch (Exception | LinkageError cause) {
            throw broken(spec, "its start failed: " + cause, cause);
        }
    }

    private static Json config(BindingSpec spec) {
        if (spec.config().isEmpty()) {
            return Json.NULL;
        }
        Path file = spec.config().get();
        try {
            return Json.parse(Files.readString(file));
        } catch (NoSuchFileException cause) {
            throw broken(spec, "its configuration " + file + " does not exist", cause);
        } catch (IOException | RuntimeException cause) {
            throw broken(spec, "its configuration " + file + " cannot be read: " + cause.getMessage(), cause);
        }
    }

    /// A provider that does not work hinders only those who ask for it, and its name cannot be asked: so it
    /// is reported when the name is not found elsewhere.
    private static Binding ofName(BindingSpec spec) {
        List<String> known = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Iterator<Binding> bindings = ServiceLoader.load(Binding.class, BindingLoader.class.getClassLoader())
                .iterator();
        while (bindings.hasNext()) {
            try {
                Binding binding = bindings.next();
                if (binding.name().equals(spec.location())) {
                    return binding;
                }
                known.add(binding.name());
            } catch (ServiceConfigurationError | LinkageError failure) {
                failures.add(failure);
            }
        }
        throw unknownName(spec, known, failures);
    }

    private static BindingException unknownName(BindingSpec spec, List<String> known, List<Throwable> failures) {
        Collections.sort(known);
        String message = "no binding is called " + spec.location() + ": known are " + known
                + ", or give the path of a jar, such as ./" + spec.location() + ".jar";
        if (failures.isEmpty()) {
            return BindingException.unknown(message);
        }
        List<String> reasons = failures.stream().map(BindingLoader::reason).toList();
        return BindingException.broken(message + "; broken are " + reasons, failures.getFirst());
    }

    private static List<Binding> ofJar(BindingSpec spec) {
        Path jar = Path.of(spec.location());
        if (!Files.isRegularFile(jar)) {
            throw BindingException.unknown("binding " + jar + ": there is no such file");
        }
        List<Binding> bindings = instances(spec, jar);
        if (bindings.isEmpty()) {
            throw broken(
                    spec,
                    "it provides no " + Binding.class.getName()
                            + ", neither in its module-info nor under META-INF/services",
                    null);
        }
        return bindings;
    }

    private static List<Binding> instances(BindingSpec spec, Path jar) {
        try {
            new ZipFile(jar.toFile()).close(); // a better message for what is no jar at all
            return BindingLoader.class.getModule().isNamed() ? ofLayer(jar) : ofClassPath(jar);
        } catch (ZipException cause) {
            throw broken(spec, "it is not a jar: " + cause.getMessage(), cause);
        } catch (IOException
                | FindException
                | ResolutionException
                | LayerInstantiationException
                | ServiceConfigurationError
                | LinkageError cause) {
            throw broken(spec, reason(cause), cause);
        }
    }

    private static List<Binding> ofLayer(Path jar) {
        ModuleFinder finder = ModuleFinder.of(jar);
        Set<String> roots = finder.findAll().stream()
                .map(module -> module.descriptor().name())
                .collect(Collectors.toSet());
        ModuleLayer parent = BindingLoader.class.getModule().getLayer();
        Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), roots);
        ModuleLayer layer = parent.defineModulesWithOneLoader(configuration, BindingLoader.class.getClassLoader());
        return ServiceLoader.load(layer, Binding.class).stream()
                .takeWhile(provider -> layer.equals(provider.type().getModule().getLayer())) // its parents come later
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<Binding> ofClassPath(Path jar) throws MalformedURLException {
        URL[] path = {jar.toUri().toURL()};
        ClassLoader ofJar = new JarLoader(path);
        return ServiceLoader.load(Binding.class, ofJar).stream()
                .filter(provider -> ofJar.equals(provider.type().getClassLoader()))
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /// Shows the classes of the binder and of the jar, but the bindings of the jar only: those of the binder,
    /// maybe broken, are not asked for.
    private static final class JarLoader extends URLClassLoader {

        private static final String SERVICE = "META-INF/services/" + Binding.class.getName();

        private JarLoader(URL[] path) {
            super(path, BindingLoader.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE) ? findResources(name) : super.getResources(name);
        }
    }

    private static String reason(Throwable cause) {
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return cause.getCause() == null ? text : text + ": " + cause.getCause();
    }

    private static BindingException broken(BindingSpec spec, String why, @Nullable Throwable cause) {
        return BindingException.broken("binding " + spec.location() + ": " + why, cause);
    }
}
