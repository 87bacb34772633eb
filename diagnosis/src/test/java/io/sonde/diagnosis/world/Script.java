// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A world told in lines, given to both ways of building one, which have to agree. A line is {@code [SECOND] HOST/NETNS WHO VERB
 * …}:
 *
 * <pre>
 * host-a/1 orders connects 10.0.0.5:5432 opened=3 refused=1 active=2 sent=10 received=20 retransmits=1 rtt=0.001x4
 * host-b/1 db     accepts  10.0.0.5:5432 10.0.0.1 opened=3
 * host-b/1 db     listens  10.0.0.5:5432
 * host-b/1 agent  watches  10.0.0.5
 * host-b/1 db     runs     running=2 started=1 ok=1 cpu=0.5 delay=0.1
 * host-a/1 orders asks     10.0.0.5:5432 postgresql ok=0.002x5 error=0.1x1 timed_out=30x1 unmeasured=2
 * host-b/1 db     answers  10.0.0.5:5432 10.0.0.1 postgresql ok=0.002x5
 * host-b/1 agent  runs     cpus=2 busy=4 idle=16
 * </pre>
 *
 * WHO may be {@code name~namespace~cluster}; a name that begins with {@code ./} is a bare program, any other a container.
 */
final class Script {
    /** A whole minute, so that steps and minutes begin here. */
    static final long START = 1_800_000_000_000L / Minute.MILLIS * Minute.MILLIS;

    private record Point(Series series, long millis, Aggregate values) {}

    private final List<Point> points = new ArrayList<>();
    private final Limits limits;

    private Script(Limits limits) {
        this.limits = limits;
    }

    static Script of(String... lines) {
        return new Script(Limits.DEFAULT).and(lines);
    }

    static Script limited(Limits limits, String... lines) {
        return new Script(limits).and(lines);
    }

    Script and(String... lines) {
        for (String line : lines) {
            read(line.strip().split(" +"));
        }
        return this;
    }

    World world(int fromSecond, int toSecond) {
        Window window = window(fromSecond, toSecond);
        World live = history(window).world(window);
        assertThat(stored(window).world()).isEqualTo(live);
        return live;
    }

    Trends trends(int fromSecond, int toSecond) {
        Window window = window(fromSecond, toSecond);
        Trends live = history(window).trends(window);
        var facts = new TrendFacts(window, limits);
        points.stream()
                .filter(point -> facts.span().contains(point.millis))
                .sorted((one, other) -> Long.compare(one.millis, other.millis))
                .forEach(point -> {
                    long from = facts.span().fromMillis();
                    long stretch = (point.millis - from) / facts.stretchMillis() * facts.stretchMillis() + from;
                    facts.add(stretch, point.series, point.values);
                });
        assertThat(facts.trends()).isEqualTo(live);
        return live;
    }

    Course course(int fromSecond, int toSecond, int pastSeconds) {
        Steps steps = Steps.of(window(fromSecond, toSecond), pastSeconds * 1000L);
        Course live = history(steps.window()).course(steps);
        var facts = new CourseFacts(steps, limits);
        points.stream()
                .filter(point -> steps.window().contains(point.millis))
                .sorted((one, other) -> Long.compare(one.millis, other.millis))
                .forEach(point -> facts.add(steps.starts().get(steps.at(point.millis)), point.series, point.values));
        assertThat(facts.course()).isEqualTo(live);
        return live;
    }

    Timeline timeline(String service, int fromSecond, int toSecond) {
        Window window = window(fromSecond, toSecond);
        Timeline live = history(window).timeline(window, service);
        assertThat(storedTimeline(window, service)).isEqualTo(live);
        return live;
    }

    /** Edges as text: {@code source -> target [ports] what=number …}. */
    List<String> edges() {
        return world(0, 60).edges().stream().map(Script::text).toList();
    }

    static String text(Edge edge) {
        Traffic traffic = edge.traffic();
        Map<String, Long> numbers = new TreeMap<>();
        numbers.put("active", traffic.active());
        numbers.put("closed", traffic.closed());
        numbers.put("failed", traffic.failed().total());
        numbers.put("opened", traffic.opened());
        numbers.put("received", traffic.bytesReceived());
        numbers.put("retransmits", traffic.retransmits());
        numbers.put("sent", traffic.bytesSent());
        numbers.values().removeIf(number -> number == 0);
        var text = new StringBuilder(edge.source() + " -> " + edge.target() + " " + edge.ports());
        numbers.forEach(
                (what, number) -> text.append(' ').append(what).append('=').append(number));
        return text.toString();
    }

    static Window window(int fromSecond, int toSecond) {
        return new Window(START + fromSecond * 1000L, START + toSecond * 1000L);
    }

    LiveView history(Window window) {
        var history = new WorldHistory(limits, 0);
        history.advance(Math.max(lastMillis(), window.toMillis()));
        points.forEach(point -> history.add(point.series, point.values));
        return history.view();
    }

    /** Adds what was read from this line on; how many there are now. */
    int addTo(WorldHistory history, int from) {
        history.advance(lastMillis());
        points.subList(from, points.size()).forEach(point -> history.add(point.series, point.values));
        return points.size();
    }

    WindowFacts stored(Window window) {
        var facts = new WindowFacts(window, limits);
        for (Point point : points) {
            if (window.contains(point.millis)) {
                facts.add(point.series, point.values);
            } else if (point.millis < window.fromMillis()
                    && point.series.metric().equals(SignalName.LISTEN)) {
                facts.remember(point.series, point.millis);
            }
        }
        return facts;
    }

    private Timeline storedTimeline(Window window, String service) {
        WindowFacts facts = stored(window);
        List<Series> wanted = facts.seriesOf(service);
        StoredTimeline timeline = facts.timeline(service);
        long length = timeline.buckets().lengthMillis();
        points.stream()
                .filter(point -> window.contains(point.millis) && wanted.contains(point.series))
                .sorted((one, other) -> Long.compare(one.millis, other.millis))
                .forEach(point -> {
                    long bucket = (point.millis - window.fromMillis()) / length * length + window.fromMillis();
                    timeline.add(bucket, point.series, point.values);
                });
        return timeline.timeline();
    }

    private long lastMillis() {
        return points.stream().mapToLong(Point::millis).max().orElse(START);
    }

    /** {@code NAME=ADDRESS:PORT} where the client asked for a name. */
    private static String named(Map<String, String> point, String destination) {
        int equals = destination.indexOf('=');
        if (equals > 0) {
            point.put(SignalName.SERVER_ADDRESS, destination.substring(0, equals));
        }
        return destination.substring(equals + 1);
    }

    private void read(String[] word) {
        int at = word[0].matches("-?\\d+") ? 1 : 0;
        long millis = START + (at == 0 ? 5 : Integer.parseInt(word[0])) * 1000L;
        String[] place = word[at].split("/");
        Map<String, String> resource = resource(place[0], word[at + 1]);
        Map<String, String> point = new HashMap<>();
        point.put(SignalName.NETWORK_NAMESPACE, place[1]);
        String[] rest = java.util.Arrays.copyOfRange(word, at + 3, word.length);
        switch (word[at + 2]) {
            case "connects" -> {
                point.put(SignalName.ROLE, "client");
                String[] via = named(point, rest[0]).split("->");
                endpoint(point, SignalName.PEER_ADDRESS, SignalName.PEER_PORT, via[0]);
                if (via.length > 1) {
                    endpoint(point, SignalName.DESTINATION_ADDRESS, SignalName.DESTINATION_PORT, via[1]);
                }
                values(resource, point, millis, rest, 1);
            }
            case "accepts" -> {
                point.put(SignalName.ROLE, "server");
                endpoint(point, SignalName.LOCAL_ADDRESS, SignalName.LOCAL_PORT, rest[0]);
                String[] from = rest[1].split("<-");
                point.put(SignalName.PEER_ADDRESS, from[0]);
                if (from.length > 1) {
                    point.put(SignalName.SOURCE_ADDRESS, from[1]);
                }
                values(resource, point, millis, rest, 2);
            }
            case "asks" -> {
                point.put(SignalName.ROLE, "client");
                endpoint(point, SignalName.PEER_ADDRESS, SignalName.PEER_PORT, named(point, rest[0]));
                point.put(SignalName.PROTOCOL, rest[1]);
                requests(SignalName.HTTP_CLIENT, resource, point, millis, rest, 2);
            }
            case "answers" -> {
                point.put(SignalName.ROLE, "server");
                endpoint(point, SignalName.LOCAL_ADDRESS, SignalName.LOCAL_PORT, rest[0]);
                point.put(SignalName.PEER_ADDRESS, rest[1]);
                point.put(SignalName.PROTOCOL, rest[2]);
                requests(SignalName.HTTP_SERVER, resource, point, millis, rest, 3);
            }
            case "listens" -> {
                endpoint(point, SignalName.LOCAL_ADDRESS, SignalName.LOCAL_PORT, rest[0]);
                add(SignalName.LISTEN, resource, point, millis, "1");
            }
            case "watches" -> {
                point.put(SignalName.LOCAL_ADDRESS, rest[0]);
                add(SignalName.ADDRESS, resource, point, millis, "1");
            }
            case "runs" -> values(resource, Map.of(), millis, rest, 0);
            default -> throw new IllegalArgumentException(String.join(" ", word));
        }
    }

    private static Map<String, String> resource(String host, String who) {
        String[] part = who.split("~");
        Map<String, String> resource = new HashMap<>();
        resource.put(SignalName.SERVICE_NAME, part[0]);
        resource.put(SignalName.HOST_ID, host);
        resource.put(SignalName.HOST_NAME, host + ".example");
        resource.put(SignalName.INSTANCE_ID, part[0] + "@" + host);
        resource.put(SignalName.ORIGIN, part[0].startsWith("./") ? "process" : "container");
        if (part.length > 1) {
            resource.put(SignalName.NAMESPACE, part[1]);
        }
        if (part.length > 2) {
            resource.put(SignalName.CLUSTER, part[2]);
        }
        return resource;
    }

    private static void endpoint(Map<String, String> point, String address, String port, String text) {
        int colon = text.lastIndexOf(':');
        point.put(address, text.substring(0, colon).replace("[", "").replace("]", ""));
        point.put(port, text.substring(colon + 1));
    }

    private void values(
            Map<String, String> resource, Map<String, String> point, long millis, String[] words, int start) {
        for (int i = start; i < words.length; i++) {
            String[] pair = words[i].split("=");
            Map<String, String> with = new HashMap<>(point);
            String metric = switch (pair[0]) {
                case "opened" -> SignalName.OPENED;
                case "active" -> SignalName.ACTIVE;
                case "closed" -> SignalName.CLOSED;
                case "rtt" -> SignalName.RTT;
                case "connect" -> SignalName.CONNECT;
                case "retransmits" -> SignalName.RETRANSMITS;
                case "sent" -> with(with, SignalName.DIRECTION, "transmit", SignalName.IO);
                case "received" -> with(with, SignalName.DIRECTION, "receive", SignalName.IO);
                case "refused", "timed_out", "unreachable", "reset", "other" ->
                    with(with, SignalName.ERROR, pair[0], SignalName.FAILED);
                case "cpu" -> SignalName.PROCESS_CPU;
                case "delay" -> SignalName.CPU_DELAY;
                case "limit" -> SignalName.CPU_LIMIT;
                case "memory" -> SignalName.MEMORY_LIMIT;
                case "throttled" -> SignalName.CPU_THROTTLED;
                case "cpus" -> SignalName.HOST_CPUS;
                case "busy" -> with(with, SignalName.CPU_MODE, "user", SignalName.HOST_CPU);
                case "idle" -> with(with, SignalName.CPU_MODE, "idle", SignalName.HOST_CPU);
                case "running" -> SignalName.RUNNING;
                case "started" -> SignalName.STARTED;
                case "ok", "error", "signal" -> with(with, SignalName.OUTCOME, pair[0], SignalName.EXITED);
                default -> throw new IllegalArgumentException(pair[0]);
            };
            add(metric, resource, with, millis, pair[1]);
        }
    }

    private void requests(
            String metric,
            Map<String, String> resource,
            Map<String, String> point,
            long millis,
            String[] words,
            int start) {
        for (int i = start; i < words.length; i++) {
            String[] pair = words[i].split("=");
            Map<String, String> with = new HashMap<>(point);
            if (!pair[0].equals("ok") && !pair[0].equals("unmeasured")) {
                with.put(SignalName.ERROR, pair[0]);
            }
            boolean measured = !pair[0].equals("unmeasured");
            var series = new Series(measured ? metric : SignalName.UNMEASURED, Map.copyOf(resource), Map.copyOf(with));
            points.add(new Point(series, millis, measured ? sketch(millis, pair[1]) : aggregate(millis, pair[1])));
        }
    }

    /** {@code 0.001x4}: four requests that took so many seconds. */
    private static Aggregate sketch(long millis, String number) {
        int times = number.indexOf('x');
        long count = Long.parseLong(number.substring(times + 1));
        int scale = 4;
        double octaves = Math.log(Double.parseDouble(number.substring(0, times))) / Math.log(2);
        var sketch = new Sketch();
        sketch.add(scale, (int) Math.floor(octaves * (1 << scale)), count);
        return Aggregate.ofSketch(millis, count, sketch);
    }

    private static String with(Map<String, String> point, String name, String value, String metric) {
        point.put(name, value);
        return metric;
    }

    private void add(
            String metric, Map<String, String> resource, Map<String, String> point, long millis, String number) {
        var series = new Series(metric, Map.copyOf(resource), Map.copyOf(point));
        points.add(new Point(series, millis, aggregate(millis, number)));
    }

    /** {@code 3} is a value; {@code 0.001x4} are four values in a distribution with this mean. */
    private static Aggregate aggregate(long millis, String number) {
        int times = number.indexOf('x');
        if (times < 0) {
            return Aggregate.ofValue(millis, Double.parseDouble(number));
        }
        long count = Long.parseLong(number.substring(times + 1));
        return Aggregate.ofDistribution(millis, count, count * Double.parseDouble(number.substring(0, times)));
    }
}
