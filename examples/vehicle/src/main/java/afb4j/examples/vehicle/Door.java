package afb4j.examples.vehicle;

/// The doors of the car.
public enum Door {
    FRONT_LEFT,
    FRONT_RIGHT,
    REAR_LEFT,
    REAR_RIGHT,
    TRUNK
}
