// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.EdgeCourse;
import io.sonde.diagnosis.world.EdgeCourse.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** An edge, and how it does now against how it did before. */
final class Line {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Who fetches from these waits until there is something to fetch: how long that takes says nothing. */
    private static final Set<String> WAITING = Set.of("kafka", "rabbitmq", "nats");

    /** Connections that last longer are kept in pools; shorter ones carry a request or a few. */
    private static final double REQUEST_SECONDS = 2;

    static final String DNS = "dns";

    private final EdgeCourse edge;
    private final Scene scene;

    Line(EdgeCourse edge, Scene scene) {
        this.edge = edge;
        this.scene = scene;
    }

    String source() {
        return edge.source();
    }

    String target() {
        return edge.target();
    }

    EdgeCourse edge() {
        return edge;
    }

    Call call() {
        return new Call(source(), target());
    }

    boolean isNames() {
        return edge.protocols().contains(DNS);
    }

    long at(Figure figure, int step) {
        return edge.at(figure, step);
    }

    /** Over the steps that are looked at. */
    long now(Figure figure) {
        return edge.has(figure)
                ? IntStream.of(scene.now()).mapToLong(step -> at(figure, step)).sum()
                : 0;
    }

    long attempts(int step) {
        return at(Figure.OPENED, step) + notEstablished(step);
    }

    private long notEstablished(int step) {
        return at(Figure.REFUSED, step) + lost(step) + at(Figure.OTHER, step);
    }

    long lost(int step) {
        return at(Figure.TIMED_OUT, step) + at(Figure.UNREACHABLE, step);
    }

    long attempts() {
        return IntStream.of(scene.now()).mapToLong(this::attempts).sum();
    }

    long bytes(int step) {
        return at(Figure.SENT, step) + at(Figure.RECEIVED, step);
    }

    boolean hasRequests() {
        return edge.has(Figure.REQUESTS);
    }

    /** What it asks for: requests where they are seen, with those that could not even connect; else connections. */
    double asked(int step) {
        return hasRequests() ? at(Figure.REQUESTS, step) + notEstablished(step) : attempts(step);
    }

    double askedPerSecond(int step) {
        return asked(step) / Math.max(1, scene.seconds(step));
    }

    double askedPerSecond() {
        return IntStream.of(scene.now()).mapToDouble(this::asked).sum() / Math.max(1, scene.seconds(scene.now()));
    }

    /** What it did not get of what it asked for. */
    double failed(int step) {
        double unanswered = hasRequests()
                ? at(Figure.REQUEST_ERRORS, step) + at(Figure.REQUESTS_UNANSWERED, step)
                : at(Figure.RESET, step);
        return notEstablished(step) + unanswered;
    }

    double failed() {
        return IntStream.of(scene.now()).mapToDouble(this::failed).sum();
    }

    /** Mean time of an answer; NaN where nothing was measured, or waiting is what it is for. */
    double answerSeconds(int step) {
        if (edge.protocols().stream().anyMatch(WAITING::contains)) {
            return Double.NaN;
        }
        if (hasRequests()) {
            return mean(Figure.REQUEST_NANOS, Figure.REQUESTS_TIMED, step);
        }
        return carriesRequests() ? mean(Figure.CLOSED_NANOS, Figure.CLOSED, step) : Double.NaN;
    }

    /** How many answers {@link #answerSeconds} is the mean of. */
    long answered(int step) {
        return at(hasRequests() ? Figure.REQUESTS_TIMED : Figure.CLOSED, step);
    }

    /** Whether a connection is opened for each request. */
    private boolean carriesRequests() {
        double usual = usual(step -> mean(Figure.CLOSED_NANOS, Figure.CLOSED, step));
        return usual <= REQUEST_SECONDS;
    }

    double rttSeconds(int step) {
        return mean(Figure.RTT_NANOS, Figure.RTTS, step);
    }

    private double mean(Figure nanos, Figure count, int step) {
        long of = at(count, step);
        return of == 0 ? Double.NaN : at(nanos, step) / NANOS_PER_SECOND / of;
    }

    double rate(Figure figure, int step) {
        return at(figure, step) / Math.max(1, scene.seconds(step));
    }

    /** The middle of the past; NaN where nothing was measured then. */
    double usual(IntToDoubleFunction number) {
        return past(number).medianOr(Double.NaN);
    }

    Sample past(IntToDoubleFunction number) {
        return Sample.of(IntStream.of(scene.before())
                .mapToDouble(number)
                .filter(value -> !Double.isNaN(value))
                .toArray());
    }

    /** The middle of the steps that are looked at; NaN where nothing was measured in them. */
    double now(IntToDoubleFunction number) {
        return Sample.of(IntStream.of(scene.now())
                        .mapToDouble(number)
                        .filter(value -> !Double.isNaN(value))
                        .toArray())
                .medianOr(Double.NaN);
    }

    /** Whether anything ever came back of it before. */
    boolean hasPast() {
        return IntStream.of(scene.before()).anyMatch(step -> attempts(step) > 0 || bytes(step) > 0 || asked(step) > 0);
    }

    /** Whether its target answers it now. */
    boolean isAnswered() {
        return now(Figure.RECEIVED) > 0
                || (now(Figure.OPENED) > 0 && now(Figure.SENT) == 0)
                || now(Figure.REQUESTS_TIMED) > 0;
    }

    /** Everything over time, for a chart. */
    Points points(IntToDoubleFunction number) {
        return points(scene, number);
    }

    static Points points(Scene scene, IntToDoubleFunction number) {
        List<Integer> measured = new ArrayList<>();
        for (int step = 0; step < scene.course().steps().count(); step++) {
            if (scene.course().isMeasured(step)) {
                measured.add(step);
            }
        }
        long[] times = measured.stream()
                .mapToLong(step -> scene.course().steps().starts().get(step))
                .toArray();
        double[] values = measured.stream().mapToDouble(number::applyAsDouble).toArray();
        return Points.of(times, values);
    }

    Measured measured(String metric, String unit, double before, double after, IntToDoubleFunction number) {
        return new Measured(
                metric,
                unit,
                Double.isNaN(before) ? null : before,
                Double.isNaN(after) ? null : after,
                points(number),
                call());
    }
}
