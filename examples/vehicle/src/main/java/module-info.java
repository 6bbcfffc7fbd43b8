import afb4j.api.Binding;
import afb4j.examples.vehicle.VehicleBinding;
import org.jspecify.annotations.NullMarked;

/// A car that drives by itself: the API `vehicle`.
@NullMarked
module afb4j.examples.vehicle {
    requires static transitive org.jspecify;
    requires transitive afb4j.api;

    exports afb4j.examples.vehicle;

    provides Binding with
            VehicleBinding;
}
