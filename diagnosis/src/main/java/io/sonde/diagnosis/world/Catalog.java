// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.SeriesReader.Meaning;
import io.sonde.diagnosis.world.Subject.Flow;
import io.sonde.diagnosis.world.Subject.Listener;
import io.sonde.diagnosis.world.Subject.RequestFlow;
import io.sonde.diagnosis.world.Subject.WatchedAddress;
import io.sonde.diagnosis.world.Subject.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each series its cell: numbers for subjects, used again once a subject is forgotten. */
final class Catalog {
    /** Where the values of a series go. */
    static final class Place {
        private final int cell;
        private final Measure measure;
        private final int workload;
        private boolean forgotten;

        private Place(int cell, Measure measure, int workload) {
            this.cell = cell;
            this.measure = measure;
            this.workload = workload;
        }

        int cell() {
            return cell;
        }

        Measure measure() {
            return measure;
        }

        /** The subject whose life the values prove, or {@link #NONE}. */
        int workload() {
            return workload;
        }
    }

    static final int NONE = -1;

    private final SeriesReader reader = new SeriesReader();
    private final Map<Series, Place> places = new HashMap<>();
    private final Map<Subject, Integer> numbers = new HashMap<>();
    private final List<@Nullable Subject> subjects = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final int seriesLimit;
    private long[] lastValue = new long[1024];
    private long refused;

    Catalog(int seriesLimit) {
        this.seriesLimit = seriesLimit;
    }

    /** Null when the series says nothing about the world, or there are too many. */
    @Nullable
    Place place(Series series) {
        Place last = series.placeIn(this);
        if (last != null && !last.forgotten) {
            return last;
        }
        Place known = places.get(series);
        if (known != null) {
            series.stands(this, known);
            return known;
        }
        Meaning meaning = reader.read(series);
        if (meaning == null) {
            return null;
        }
        if (places.size() >= seriesLimit) {
            refused++;
            return null;
        }
        Place place = place(meaning.subject() instanceof RequestFlow requests ? shared(meaning, requests) : meaning);
        places.put(series, place);
        series.stands(this, place);
        return place;
    }

    /** Values that were left out because their series was one too many. */
    long refused() {
        return refused;
    }

    /** By number; null where a number is free. */
    List<@Nullable Subject> subjects() {
        return subjects;
    }

    /** Every series that is known, with its place. */
    Map<Series, Place> places() {
        return places;
    }

    int number(Subject subject) {
        return numbers.computeIfAbsent(subject, this::enter);
    }

    /** Notes that the place and the workload it proves had a value at this time. */
    void touch(Place place, long millis) {
        touch(place.cell() / Measure.CELLS_PER_SUBJECT, millis);
        if (place.workload() != NONE) {
            touch(place.workload(), millis);
        }
    }

    /** Forgets each subject that had no value since then. */
    void forgetBefore(long millis) {
        for (int number = 0; number < subjects.size(); number++) {
            Subject subject = subjects.get(number);
            if (subject != null && lastValue[number] < millis) {
                numbers.remove(subject);
                subjects.set(number, null);
                free.add(number);
            }
        }
        places.values().removeIf(this::isForgotten);
        reader.forget();
    }

    private boolean isForgotten(Place place) {
        place.forgotten = subjects.get(place.cell() / Measure.CELLS_PER_SUBJECT) == null;
        return place.forgotten;
    }

    private void touch(int number, long millis) {
        lastValue[number] = Math.max(lastValue[number], millis);
    }

    private Place place(Meaning meaning) {
        int workload = switch (meaning.subject()) {
            case Flow flow -> number(new Workload(flow.resource()));
            case RequestFlow requests -> number(new Workload(requests.flow().resource()));
            case Listener listener -> number(new Workload(listener.resource()));
            case Workload itself -> number(itself);
            case WatchedAddress _, Subject.Host _ -> NONE;
        };
        return new Place(meaning.measure().cellOf(number(meaning.subject())), meaning.measure(), workload);
    }

    /** Over the flow that is known: one object for both saves room, and they are recognised by it. */
    private Meaning shared(Meaning meaning, RequestFlow requests) {
        Integer known = numbers.get(requests.flow());
        if (known == null || !(subjects.get(known) instanceof Flow flow)) {
            return meaning;
        }
        return new Meaning(new RequestFlow(flow, requests.protocol()), meaning.measure());
    }

    private int enter(Subject subject) {
        Integer again = free.poll();
        if (again != null) {
            subjects.set(again, subject);
            lastValue[again] = 0;
            return again;
        }
        subjects.add(subject);
        if (subjects.size() > lastValue.length) {
            lastValue = Arrays.copyOf(lastValue, lastValue.length * 2);
        }
        return subjects.size() - 1;
    }
}
