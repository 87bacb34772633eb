// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;
import io.sonde.diagnosis.world.Subject.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last hour in memory, in steps of the values' own time. One thread owns it and hands out immutable {@link LiveView}s.
 */
public final class WorldHistory {
    private static final String LATE = "late";
    private static final String FUTURE = "future";
    public static final String SERIES = "series";
    public static final String LISTENERS = "listeners";

    /** The keys of {@link #dropped()}. */
    public static final List<String> DROP_REASONS = List.of(LATE, FUTURE, SERIES, LISTENERS);

    /** A clock that runs ahead by more than this is wrong, and its values would push everything else out of memory. */
    private static final long MOST_AHEAD_MILLIS = 60_000;

    /** Steps that can be written without unpacking: the current one, the one before, and two for senders that catch up. */
    private static final int OPEN_STEPS = 4;

    /** So long after its start a step that gets nothing more is closed: open, it takes ten times the room. */
    private static final long SETTLED_MILLIS = 2 * Window.STEP_MILLIS;

    private static final int CELLS_PER_SUBJECT = Measure.CELLS_PER_SUBJECT;

    private final Limits limits;
    private final Catalog catalog;
    private final TreeMap<Long, Minute> minutes = new TreeMap<>();
    private final LinkedHashMap<Long, Cells> open = new LinkedHashMap<>(OPEN_STEPS, 0.75f, true);
    private final Map<Listener, Long> remembered = new HashMap<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private final KeptLooks looks = new KeptLooks();
    private @Nullable Map<Listener, Long> rememberedCopy;
    private @Nullable Cells lastOpened;
    private long lastStart;
    private long completeFrom;
    private long now;
    private long bytes;
    private long givenUpBefore;
    private long minutesGivenUp;

    /**
     * @param completeFromMillis from when on it hears of everything, either because it is fed from then on or because what
     *     came before is added by {@link #add(Series, Aggregate)}
     */
    public WorldHistory(Limits limits, long completeFromMillis) {
        this.limits = limits;
        catalog = new Catalog(limits.series());
        completeFrom = Math.ceilDiv(completeFromMillis, Window.STEP_MILLIS) * Window.STEP_MILLIS;
    }

    /** Moves on in time and forgets what is too old. Values are taken only after the first call. */
    public void advance(long nowMillis) {
        now = Math.max(now, nowMillis);
        forgetBefore(oldestMinute());
    }

    private void forgetBefore(long oldest) {
        completeFrom = Math.max(completeFrom, oldest);
        if (minutes.isEmpty() || minutes.firstKey() >= oldest) {
            return;
        }
        packOpen();
        open.keySet().removeIf(step -> step < oldest);
        lastOpened = null;
        Map<Long, Minute> past = minutes.headMap(oldest);
        past.values().forEach(this::rememberListeners);
        past.clear();
        catalog.forgetBefore(oldest);
        forgetListeners();
    }

    /** Says that values up to this time are missing here, so that windows before it are left to the store. */
    public void incompleteUntil(long millis) {
        completeFrom = Math.max(completeFrom, Math.ceilDiv(millis, Window.STEP_MILLIS) * Window.STEP_MILLIS);
    }

    /** One value of a sum or gauge. */
    public void add(Series series, long millis, double value) {
        if (Double.isFinite(value)) {
            add(series, Aggregate.ofValue(millis, value));
        }
    }

    /** One point of a distribution of seconds. */
    public void add(Series series, long millis, long count, double sumSeconds) {
        if (Double.isFinite(sumSeconds)) {
            add(series, Aggregate.ofDistribution(millis, count, sumSeconds));
        }
    }

    /** One point of an exponential histogram of seconds. */
    public void add(Series series, long millis, long count, Sketch seconds) {
        add(series, Aggregate.ofSketch(millis, count, seconds));
    }

    /** What a series amounts to within one step. */
    public void add(Series series, Aggregate values) {
        long millis = values.lastMillis();
        if (millis < Math.max(oldestMinute(), givenUpBefore) || millis > now + MOST_AHEAD_MILLIS) {
            drop(millis > now ? FUTURE : LATE);
            return;
        }
        long refusedBefore = catalog.refused();
        Place place = catalog.place(series);
        if (place != null) {
            catalog.touch(place, millis);
            Recorder.record(place, values, openStep(millis));
        } else if (catalog.refused() > refusedBefore) {
            drop(SERIES);
            minute(millis).refuse();
        }
    }

    /** When a listener was last seen before memory begins. */
    public void remember(Series listener, long lastMillis) {
        SeriesReader.Meaning meaning = new SeriesReader().read(listener);
        if (meaning != null && meaning.subject() instanceof Listener it) {
            remember(it, lastMillis);
        }
    }

    /** Values that were not taken since the start, by reason: too many series, too late, from the future. */
    public Map<String, Long> dropped() {
        return Map.copyOf(dropped);
    }

    /**
     * How full its bounded tables are.
     *
     * @param bytes of packed steps, when the last view was taken
     * @param minutesGivenUp that had to go before their time, for want of room
     */
    public record Sizes(int series, int listeners, long bytes, long minutesGivenUp) {}

    public Sizes sizes() {
        return new Sizes(catalog.places().size(), remembered.size(), bytes, minutesGivenUp);
    }

    /** Whether more of the past has room. */
    public boolean hasRoom() {
        packOpen();
        long steps = minutes.values().stream().mapToLong(Minute::sizeBytes).sum();
        return steps + steps / Minute.STEPS < limits.bytes();
    }

    /** The state now. Costs in proportion to what changed. */
    public LiveView view() {
        packOpen();
        List<Minute.Packed> packed = new ArrayList<>(minutes.size());
        for (Map.Entry<Long, Minute> entry : minutes.entrySet()) {
            boolean past = entry.getKey() + Minute.MILLIS <= now;
            packed.add(entry.getValue().publish(past, catalog.subjects().size() * CELLS_PER_SUBJECT));
        }
        packed.subList(0, giveUp()).clear();
        looks.forgetBefore(now - Minute.MILLIS);
        return new LiveView(new ArrayList<>(catalog.subjects()), packed, rememberedCopy(), limits, completeFrom, looks);
    }

    /** The oldest minutes, until the rest has room; how many. The newest stays, whatever its size. */
    private int giveUp() {
        bytes = minutes.values().stream().mapToLong(Minute::sizeBytes).sum();
        int given = 0;
        while (bytes > limits.bytes() && minutes.size() > 1) {
            bytes -= minutes.firstEntry().getValue().sizeBytes();
            givenUpBefore = minutes.firstKey() + Minute.MILLIS;
            forgetBefore(givenUpBefore);
            given++;
        }
        minutesGivenUp += given;
        return given;
    }

    private long oldestMinute() {
        return Math.floorDiv(now - limits.live().toMillis(), Minute.MILLIS) * Minute.MILLIS;
    }

    private Minute minute(long millis) {
        return minutes.computeIfAbsent(Math.floorDiv(millis, Minute.MILLIS) * Minute.MILLIS, Minute::new);
    }

    private static int stepInMinute(long millis) {
        return (int) (Math.floorMod(millis, Minute.MILLIS) / Window.STEP_MILLIS);
    }

    private Cells openStep(long millis) {
        long start = Math.floorDiv(millis, Window.STEP_MILLIS) * Window.STEP_MILLIS;
        Cells last = lastOpened;
        if (last != null && start == lastStart) {
            return last; // nearly all come in the order of time
        }
        Cells cells = open.get(start);
        if (cells == null) {
            cells = open(start);
        }
        lastStart = start;
        lastOpened = cells;
        return cells;
    }

    private Cells open(long start) {
        if (open.size() >= OPEN_STEPS) {
            var eldest = open.pollFirstEntry();
            pack(eldest.getKey(), eldest.getValue());
        }
        var opened = new Cells(catalog.subjects().size() * CELLS_PER_SUBJECT);
        PackedCells before = minute(start).step(stepInMinute(start));
        if (before != null) {
            before.addAllTo(opened);
        }
        open.put(start, opened);
        return opened;
    }

    private void packOpen() {
        if (open.entrySet().removeIf(step -> !pack(step.getKey(), step.getValue()) && isSettled(step.getKey()))) {
            lastOpened = null;
        }
    }

    private boolean isSettled(long start) {
        return start + SETTLED_MILLIS <= now;
    }

    /** Whether there was anything new in it. */
    private boolean pack(long start, Cells cells) {
        if (!cells.takeChange()) {
            return false;
        }
        minute(start).put(stepInMinute(start), PackedCells.of(cells, start));
        return true;
    }

    private void rememberListeners(Minute minute) {
        long[] sightings = new long[0];
        for (int step = 0; step < Minute.STEPS; step++) {
            PackedCells packed = minute.step(step);
            if (packed != null) {
                sightings = packed.addSightingsTo(sightings);
            }
        }
        LiveView.forEachListener(catalog.subjects(), sightings, this::remember);
    }

    private void remember(Listener listener, long lastMillis) {
        if (remembered.size() >= limits.listeners() && !remembered.containsKey(listener)) {
            drop(LISTENERS);
            return;
        }
        remembered.merge(listener, lastMillis, Math::max);
        rememberedCopy = null;
    }

    private Map<Listener, Long> rememberedCopy() {
        Map<Listener, Long> copy = rememberedCopy;
        if (copy == null) {
            copy = Map.copyOf(remembered);
            rememberedCopy = copy;
        }
        return copy;
    }

    private void forgetListeners() {
        long oldest = now - limits.memory().toMillis();
        if (remembered.values().removeIf(last -> last < oldest)) {
            rememberedCopy = null;
        }
    }

    private void drop(String why) {
        dropped.merge(why, 1L, Long::sum);
    }
}
