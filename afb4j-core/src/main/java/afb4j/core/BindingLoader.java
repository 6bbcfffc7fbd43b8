package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import afb4j.api.Json;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Finds bindings by name on the module path, or in jars, each of which gets a module layer of its own: two
/// bindings may carry different versions of a library.
public final class BindingLoader {

    private final String binderName;

    /// A loader for the binder called `binderName`.
    public BindingLoader(String binderName) {
        this.binderName = binderName;
    }

    /// Loads what `spec` names and returns its APIs.
    ///
    /// @throws BindingException when it is not found or does not work
    public List<Api> load(BindingSpec spec) {
        List<Binding> bindings = spec.isJar() ? ofJar(spec) : ofName(spec);
        BindingContext context = new BindingContext(binderName, spec.uid(), config(spec));
        List<Api> apis = new ArrayList<>();
        for (Binding binding : bindings) {
            apis.addAll(apisOf(spec, binding, context));
        }
        return apis;
    }

    private static List<Api> apisOf(BindingSpec spec, Binding binding, BindingContext context) {
        try {
            return binding.apis(context);
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
        } catch (IOException | RuntimeException cause) {
            throw broken(spec, "its configuration " + file + " cannot be read: " + cause.getMessage(), cause);
        }
    }

    private static List<Binding> ofName(BindingSpec spec) {
        List<String> known = new ArrayList<>();
        for (Binding binding :
                instances(spec, ServiceLoader.load(Binding.class, BindingLoader.class.getClassLoader()))) {
            if (binding.name().equals(spec.location())) {
                return List.of(binding);
            }
            known.add(binding.name());
        }
        throw BindingException.unknown("no binding is called " + spec.location() + ": known are " + known
                + ", or give the path of a jar, such as ./" + spec.location() + ".jar");
    }

    private static List<Binding> ofJar(BindingSpec spec) {
        Path jar = Path.of(spec.location());
        if (!Files.isRegularFile(jar)) {
            throw BindingException.unknown("binding " + jar + ": there is no such file");
        }
        List<Binding> bindings = instances(spec, services(spec, jar));
        if (bindings.isEmpty()) {
            throw broken(spec, "it provides no " + Binding.class.getName(), null);
        }
        return bindings;
    }

    private static ServiceLoader<Binding> services(BindingSpec spec, Path jar) {
        try {
            new ZipFile(jar.toFile()).close(); // a better message for what is no jar at all
            return BindingLoader.class.getModule().isNamed() ? ofLayer(jar) : ofClassPath(jar);
        } catch (ZipException cause) {
            throw broken(spec, "it is not a jar: " + cause.getMessage(), cause);
        } catch (IOException | FindException | ResolutionException | LayerInstantiationException cause) {
            throw broken(spec, cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
    }

    private static ServiceLoader<Binding> ofLayer(Path jar) {
        ModuleFinder finder = ModuleFinder.of(jar);
        Set<String> roots = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(descriptor -> descriptor.name())
                .collect(Collectors.toSet());
        ModuleLayer parent = BindingLoader.class.getModule().getLayer();
        Configuration configuration = parent.configuration().resolveAndBind(finder, ModuleFinder.of(), roots);
        ModuleLayer layer = parent.defineModulesWithOneLoader(configuration, BindingLoader.class.getClassLoader());
        return ServiceLoader.load(layer, Binding.class);
    }

    private static ServiceLoader<Binding> ofClassPath(Path jar) throws MalformedURLException {
        URL[] path = {jar.toUri().toURL()};
        return ServiceLoader.load(Binding.class, new URLClassLoader(path, BindingLoader.class.getClassLoader()));
    }

    private static List<Binding> instances(BindingSpec spec, ServiceLoader<Binding> services) {
        ClassLoader own = BindingLoader.class.getClassLoader();
        try {
            return services.stream()
                    .filter(provider ->
                            !spec.isJar() || !own.equals(provider.type().getClassLoader()))
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError cause) {
            throw broken(spec, cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
    }

    private static BindingException broken(BindingSpec spec, String why, @Nullable Throwable cause) {
        return BindingException.broken("binding " + spec.location() + ": " + why, cause);
    }
}
