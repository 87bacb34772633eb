// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Subject.Listener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** The history as it was at one moment; any thread may ask it. */
public final class LiveView {
    /** More windows than people choose in the half second until the next view. */
    private static final int MOST_LOOKS = 8;

    private final List<@Nullable Subject> subjects;
    private final List<Minute.Packed> minutes;
    private final Map<Listener, Long> remembered;
    private final Limits limits;
    private final long completeFrom;
    private final KeptLooks looks;
    private final Map<Window, Look> lookedAt = new ConcurrentHashMap<>();
    private @Nullable Compared compared;

    /** A window, and what its end is compared with where the window has that whole: who is who is found out once for both. */
    private record Look(World world, @Nullable Trends trends) {}

    private record Compared(long toMillis, Trends trends) {}

    LiveView(
            List<@Nullable Subject> subjects,
            List<Minute.Packed> minutes,
            Map<Listener, Long> remembered,
            Limits limits,
            long completeFrom,
            KeptLooks looks) {
        this.subjects = subjects;
        this.minutes = minutes;
        this.remembered = remembered;
        this.limits = limits;
        this.completeFrom = completeFrom;
        this.looks = looks;
    }

    /** Whether everything in the window is in memory. */
    public boolean covers(Window window) {
        return window.fromMillis() >= completeFrom;
    }

    /** The same object for the same window, made once: many people look at the same moment. */
    public World world(Window window) {
        Look look = look(window);
        return look == null ? made(window, false).world : look.world;
    }

    /** Null where as many are kept as may be. */
    private @Nullable Look look(Window window) {
        boolean isFull = lookedAt.size() >= MOST_LOOKS && !lookedAt.containsKey(window);
        return isFull ? null : lookedAt.computeIfAbsent(window, which -> made(which, true));
    }

    private Look made(Window window, boolean compared) {
        List<PackedCells> parts = parts(window);
        Resolution resolution = resolution(window, parts);
        BitSet sketches = resolution.sketches();
        parts.forEach(part -> part.addSketchesTo(resolution.evidence().cells(), sketches::get));
        World world = resolution.world();
        Window span = Trends.span(window);
        boolean isWithin = window.contains(span.fromMillis(), span.toMillis() - span.fromMillis());
        return new Look(world, compared && isWithin ? compare(span, resolution, sketches) : null);
    }

    public Timeline timeline(Window window, String service) {
        var builder = new TimelineBuilder(resolution(window), service);
        Cells cells = emptyCells();
        for (int bucket = 0; bucket < builder.buckets().count(); bucket++) {
            cells.clear();
            addTo(cells, builder.buckets().bucket(bucket));
            addSketchesTo(cells, builder.buckets().bucket(bucket), builder::wants);
            builder.put(bucket, cells);
        }
        return builder.timeline();
    }

    /** How it is at the end of the window, and how it was before. */
    public Trends trends(Window window) {
        Look look = look(window);
        return look == null || look.trends == null ? trendsOfEnd(window) : look.trends;
    }

    /** All who look at the same moment ask for the same. */
    private synchronized Trends trendsOfEnd(Window window) {
        Compared known = compared;
        if (known == null || known.toMillis != window.toMillis()) {
            Window span = Trends.span(window);
            Resolution resolution = resolution(span);
            known = new Compared(window.toMillis(), compare(span, resolution, resolution.sketches()));
            compared = known;
        }
        return known.trends;
    }

    /** @param resolution whose cells nobody needs any more: at a hundred thousand flows another set of them is felt */
    private Trends compare(Window span, Resolution resolution, BitSet sketches) {
        var builder = new TrendBuilder(resolution);
        Cells cells = resolution.evidence().cells();
        cells.clear();
        Window recent = TrendBuilder.stretch(span, Trends.PAST_STRETCHES);
        addTo(cells, recent, builder::wants);
        addSketchesTo(cells, recent, sketches::get);
        builder.recent(recent, cells);
        comparePast(span, builder, cells);
        return builder.trends();
    }

    private void comparePast(Window span, TrendBuilder builder, Cells cells) {
        List<PackedCells> parts = new ArrayList<>();
        forEachStep(new Window(span.fromMillis(), span.toMillis() - Trends.STRETCH_MILLIS), parts::add);
        boolean settled = builder.isPastSettled(span);
        TrendPast known = looks.past();
        if (settled && known != null && known.isOf(span.toMillis(), parts) && builder.takePast(known)) {
            return;
        }
        var present = new BitSet(subjects.size());
        for (int number = 0; number < Trends.PAST_STRETCHES; number++) {
            cells.clear();
            Window stretch = TrendBuilder.stretch(span, number);
            addTo(cells, stretch, subject -> {
                present.set(subject);
                return builder.wants(subject);
            });
            addSketchesTo(cells, stretch, builder::wantsSketch);
            builder.past(stretch, cells);
        }
        if (settled) {
            var found = new TrendPast(span.toMillis(), parts, present);
            builder.givePast(found);
            looks.keep(found);
        }
    }

    /** From when on everything is in memory. */
    public long completeFrom() {
        return completeFrom;
    }

    /** How everything did, step by step; all of it has to be in memory. */
    public Course course(Steps steps) {
        Resolution resolution = resolution(steps.window());
        var builder = new CourseBuilder(resolution, steps);
        Cells cells = emptyCells();
        for (int step = 0; step < steps.count(); step++) {
            cells.clear();
            addTo(cells, steps.step(step));
            addSketchesTo(cells, steps.step(step), builder::wants);
            builder.put(step, cells);
        }
        return builder.course();
    }

    /** @param sightings by subject */
    static void forEachListener(List<@Nullable Subject> subjects, long[] sightings, ObjLongConsumer<Listener> visitor) {
        for (int number = 0; number < Math.min(subjects.size(), sightings.length); number++) {
            if (sightings[number] != 0 && subjects.get(number) instanceof Listener listener) {
                visitor.accept(listener, sightings[number]);
            }
        }
    }

    private Resolution resolution(Window window) {
        return resolution(window, parts(window));
    }

    private Resolution resolution(Window window, List<PackedCells> parts) {
        Cells cells = emptyCells();
        parts.forEach(part -> part.addTo(cells));
        long refused = 0;
        for (Minute.Packed minute : minutes) {
            refused += window.contains(minute.startMillis(), Minute.MILLIS) ? minute.refused() : 0;
        }
        return Resolution.of(new Evidence(window, subjects, cells, listenersBefore(window), limits, refused));
    }

    private Cells emptyCells() {
        return new Cells(subjects.size() * Measure.CELLS_PER_SUBJECT);
    }

    private void addSketchesTo(Cells cells, Window window, IntPredicate wanted) {
        forEachPart(window, packed -> packed.addSketchesTo(cells, wanted));
    }

    private void addTo(Cells cells, Window window, IntPredicate wanted) {
        forEachPart(window, packed -> packed.addTo(cells, wanted));
    }

    private void addTo(Cells cells, Window window) {
        forEachPart(window, packed -> packed.addTo(cells));
    }

    /** All that a window is made of; its whole minutes as one. */
    private List<PackedCells> parts(Window window) {
        List<PackedCells> whole = new ArrayList<>();
        List<PackedCells> parts = new ArrayList<>();
        long firstMinute = Long.MAX_VALUE;
        for (Minute.Packed minute : minutes) {
            PackedCells all = minute.whole();
            if (all != null && isWhole(minute, window)) {
                whole.add(all);
                firstMinute = Math.min(firstMinute, minute.startMillis());
            } else {
                forEachStep(minute, window, parts::add);
            }
        }
        if (whole.size() >= MinuteSums.LEAST) {
            parts.add(looks.minutes().of(whole, firstMinute, subjects.size() * Measure.CELLS_PER_SUBJECT));
        } else {
            parts.addAll(whole);
        }
        return parts;
    }

    private void forEachPart(Window window, Consumer<PackedCells> visitor) {
        for (Minute.Packed minute : minutes) {
            PackedCells whole = minute.whole();
            if (whole != null && isWhole(minute, window)) {
                visitor.accept(whole);
                continue;
            }
            forEachStep(minute, window, visitor);
        }
    }

    private void forEachStep(Window window, Consumer<PackedCells> visitor) {
        minutes.forEach(minute -> forEachStep(minute, window, visitor));
    }

    private static void forEachStep(Minute.Packed minute, Window window, Consumer<PackedCells> visitor) {
        for (int step = 0; step < Minute.STEPS; step++) {
            PackedCells packed = minute.steps().get(step);
            if (packed != null && window.contains(minute.startMillis() + step * Window.STEP_MILLIS)) {
                visitor.accept(packed);
            }
        }
    }

    private static boolean isWhole(Minute.Packed minute, Window window) {
        return minute.whole() != null && window.contains(minute.startMillis(), Minute.MILLIS);
    }

    private Map<Listener, Long> listenersBefore(Window window) {
        long[] sightings = new long[0];
        for (Minute.Packed minute : minutes) {
            if (minute.whole() != null && minute.startMillis() + Minute.MILLIS <= window.fromMillis()) {
                sightings = minute.whole().addSightingsTo(sightings);
                continue;
            }
            for (int step = 0; step < Minute.STEPS; step++) {
                PackedCells packed = minute.steps().get(step);
                if (packed != null && minute.startMillis() + step * Window.STEP_MILLIS < window.fromMillis()) {
                    sightings = packed.addSightingsTo(sightings);
                }
            }
        }
        Map<Listener, Long> listeners = new HashMap<>(remembered);
        forEachListener(subjects, sightings, (listener, last) -> listeners.merge(listener, last, Math::max));
        long oldest = window.toMillis() - limits.memory().toMillis();
        listeners.values().removeIf(last -> last < oldest);
        return listeners;
    }
}
