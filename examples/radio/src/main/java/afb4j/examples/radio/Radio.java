package afb4j.examples.radio;

import static java.lang.System.Logger.Level.INFO;

import afb4j.api.AfbApi;
import afb4j.api.AfbEvent;
import afb4j.api.AfbVerb;
import afb4j.api.ApiContext;
import afb4j.api.ApiStart;
import afb4j.api.ApiStop;
import afb4j.api.Arg;
import afb4j.api.Describe;
import afb4j.api.Event;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.time.Duration;
import java.util.List;

/// A radio: lists its stations, tunes to one of them for who may, and tells which one it is and how well it
/// is received. Its stations may be set: `--set 'radio/stations:[{"name":"Jazz","frequency":94.2}]'`.
@AfbApi(
        value = "radio",
        info = "a radio with a few stations",
        events = {
            @AfbEvent(value = "station", type = Station.class, info = "another station is on"),
            @AfbEvent(value = "signal", type = Signal.class, info = "how well it is received, each second")
        },
        subscriptions = true,
        concurrency = 1)
@SuppressWarnings("NullAway.Init") // an API is started before its verbs are called
public final class Radio implements ApiStart, ApiStop {

    private static final System.Logger LOGGER = System.getLogger(Radio.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private List<Station> stations =
            List.of(new Station("Jazz", 94.2), new Station("News", 101.5), new Station("Talk", 88.8));
    private volatile Station playing = stations.getFirst();
    private Event station;
    private Event signal;
    private int measurements;

    /// A radio that plays its first station.
    public Radio() {}

    @Override
    public void start(ApiContext context) {
        context.settings().member("stations").ifPresent(set -> stations = set.asList(Station.class));
        playing = stations.getFirst();
        station = context.event("station");
        signal = context.event("signal");
        station.push(playing);
        context.every(PERIOD, this::measure);
    }

    @Override
    public void stop(ApiContext context) {
        LOGGER.log(INFO, "the radio is switched off, {0} was on", playing.name());
    }

    /// All that can be tuned to.
    @AfbVerb(info = "the stations")
    public List<Station> stations() {
        return stations;
    }

    /// What is on.
    @AfbVerb(info = "the station that is on")
    public Station playing() {
        return playing;
    }

    /// Tunes to a station by its name and tells everybody who wants to know.
    @AfbVerb(info = "tunes to a station: {\"name\":text}", permission = "urn:radio:tune", output = Station.class)
    public Reply tune(@Arg("name") @Describe("of one of the stations") String name) {
        for (Station candidate : stations) {
            if (candidate.name().equals(name)) {
                playing = candidate;
                station.push(candidate);
                return Reply.ofResult(candidate);
            }
        }
        List<String> names = stations.stream().map(Station::name).toList();
        return Reply.of(Status.invalidRequest("no station is called " + name + ", there are " + names));
    }

    private void measure() {
        int strength = 60 + ++measurements * 37 % 20;
        signal.push(new Signal(playing.name(), strength));
    }
}
