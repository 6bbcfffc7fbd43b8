package afb4j.examples.vehicle;

import afb4j.api.AfbApi;
import afb4j.api.AfbVerb;
import afb4j.api.ApiContext;
import afb4j.api.ApiStart;
import afb4j.api.Arg;
import afb4j.api.Event;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A car that drives through a town by itself: asks, orders and events as a car has them. The same drive each
/// time, unless another seed is set: `--set vehicle/seed:7`.
@AfbApi(value = "vehicle", info = "a car that drives through a town by itself", subscriptions = true)
@SuppressWarnings("NullAway.Init") // an API is started before its verbs are called
public final class Vehicle implements ApiStart {

    /// Who has it may unlock doors.
    public static final String KEY = "urn:afb4j:permission:vehicle:public:key";

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final double PERIOD_SECONDS = 0.1;
    private static final long DEFAULT_SEED = 2026;
    private static final double LOCKS_ABOVE_KMH = 15;
    private static final int SLOWEST_CRUISE_KMH = 20;
    private static final int FASTEST_CRUISE_KMH = 130;
    private static final double MAP_METRES = 10;

    /// What is below is guarded by it.
    private final Object turn = new Object();

    private final Doors doors = new Doors();
    private Simulation simulation = new Simulation(DEFAULT_SEED);
    private boolean isHalted;

    private Event speedEvent;
    private Event engineEvent;
    private Event positionEvent;
    private Event doorsEvent;

    /// A car that stands at the start of its route.
    public Vehicle() {}

    @Override
    public void start(ApiContext context) {
        context.settings().member("seed").ifPresent(seed -> simulation = new Simulation(seed.asLong()));
        speedEvent = context.event("speed");
        engineEvent = context.event("engine");
        positionEvent = context.event("position");
        doorsEvent = context.event("doors");
        doorsEvent.push(doors.all());
        context.every(PERIOD, this::tick);
    }

    private void tick() {
        synchronized (turn) {
            simulation.halt(isHalted || doors.isAnyOpen());
            simulation.advance(PERIOD_SECONDS);
            speedEvent.push(simulation.speed());
            engineEvent.push(simulation.engine());
            positionEvent.push(simulation.position());
            if (simulation.speed().kmh() > LOCKS_ABOVE_KMH && doors.lock()) {
                doorsEvent.push(doors.all());
            }
        }
    }

    /// How fast it is.
    @AfbVerb(info = "how fast the car is, and how fast it may be")
    public Speed speed() {
        synchronized (turn) {
            return simulation.speed();
        }
    }

    /// What the engine does.
    @AfbVerb(info = "what the engine does, what is in the tank")
    public Engine engine() {
        synchronized (turn) {
            return simulation.engine();
        }
    }

    /// Where it is.
    @AfbVerb(info = "where the car is")
    public Position position() {
        synchronized (turn) {
            return simulation.position();
        }
    }

    /// The road it drives.
    @AfbVerb(info = "the road it drives, for a map: a point for every 10 m")
    public List<Place> route() {
        return simulation.route().places(MAP_METRES);
    }

    /// How the doors are.
    @AfbVerb(info = "the doors: open or not, locked or not")
    public List<DoorState> doors() {
        synchronized (turn) {
            return doors.all();
        }
    }

    /// Switches the cruise control.
    @AfbVerb(info = "switches the cruise control, and sets the speed it keeps: 20 to 130 km/h")
    public Reply cruise(@Arg("enabled") boolean enabled, @Arg("kmh") Optional<Integer> kmh) {
        synchronized (turn) {
            int wanted = kmh.orElse(simulation.cruise().kmh());
            if (wanted < SLOWEST_CRUISE_KMH || wanted > FASTEST_CRUISE_KMH) {
                return Reply.of(Status.invalidRequest(
                        "/kmh: expected " + SLOWEST_CRUISE_KMH + " to " + FASTEST_CRUISE_KMH + ", got " + wanted));
            }
            simulation.keep(new Cruise(enabled, wanted));
            return Reply.ofResult(simulation.cruise());
        }
    }

    /// Tells the driver how to drive.
    @AfbVerb(info = "tells the driver how to drive")
    public void drive(@Arg("style") Style style) {
        synchronized (turn) {
            simulation.drive(style);
        }
    }

    /// Stops the car.
    @AfbVerb(info = "stops the car where it is")
    public void halt() {
        synchronized (turn) {
            isHalted = true;
        }
    }

    /// Lets it go on.
    @AfbVerb(info = "lets the car go on")
    public Reply go() {
        synchronized (turn) {
            if (doors.isAnyOpen()) {
                return Reply.of(Status.BAD_STATE.withInfo("a door is open: close it first"));
            }
            isHalted = false;
            return Reply.success();
        }
    }

    /// Locks the doors.
    @AfbVerb(info = "locks all doors that are closed")
    public List<DoorState> lock() {
        synchronized (turn) {
            if (doors.lock()) {
                doorsEvent.push(doors.all());
            }
            return doors.all();
        }
    }

    /// Unlocks a door, or all.
    @AfbVerb(info = "unlocks a door, or all, for who has the key", permission = KEY)
    public Reply unlock(@Arg("door") Optional<Door> door) {
        synchronized (turn) {
            if (!simulation.isStanding()) {
                return drives();
            }
            door.map(List::of).orElse(List.of(Door.values())).forEach(doors::unlock);
            doorsEvent.push(doors.all());
            return Reply.ofResult(doors.all());
        }
    }

    /// Opens a door that is not locked.
    @AfbVerb(info = "opens a door that is not locked")
    public Reply open(@Arg("door") Door door) {
        return move(door, true);
    }

    /// Closes a door.
    @AfbVerb(info = "closes a door")
    public Reply close(@Arg("door") Door door) {
        return move(door, false);
    }

    private Reply move(Door door, boolean isOpen) {
        synchronized (turn) {
            if (isOpen && !simulation.isStanding()) {
                return drives();
            }
            if (!doors.setOpen(door, isOpen)) {
                return Reply.of(Status.BAD_STATE.withInfo("the door " + door + " is locked: unlock it first"));
            }
            doorsEvent.push(doors.all());
            return Reply.ofResult(doors.of(door));
        }
    }

    private Reply drives() {
        double kmh = simulation.speed().kmh();
        return Reply.of(Status.BAD_STATE.withInfo("the car drives at " + kmh + " km/h: stop it first, by halt"));
    }
}
