// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one protocol.
 *
 * @param count all of them
 * @param errors answered with an error
 * @param faults those of the errors that are the server's by any standard
 * @param unanswered for which no answer came, because it took too long or the connection ended
 * @param p50Seconds half of the answers did not take longer; null where no duration is known
 * @param p99Seconds all but one in a hundred answers did not take longer
 */
public record Requests(
        String protocol,
        long count,
        long errors,
        long faults,
        long unanswered,
        @Nullable Double p50Seconds,
        @Nullable Double p99Seconds) {
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    /** Of which no error is the server's. */
    public Requests(
            String protocol,
            long count,
            long errors,
            long unanswered,
            @Nullable Double p50Seconds,
            @Nullable Double p99Seconds) {
        this(protocol, count, errors, 0, unanswered, p50Seconds, p99Seconds);
    }

    /** Of two edges; how long both took together is not known. */
    public Requests plus(Requests other) {
        return new Requests(
                protocol,
                count + other.count,
                errors + other.errors,
                faults + other.faults,
                unanswered + other.unanswered,
                null,
                null);
    }

    /** Those that did not get what they asked for. */
    public long failed() {
        return errors + unanswered;
    }

    /** Whether anything was asked. */
    static boolean isBusy(Cells cells, int subject) {
        return count(cells, subject) != 0;
    }

    static long count(Cells cells, int subject) {
        return cells.first(Measure.REQUEST_OK.cellOf(subject))
                + errors(cells, subject)
                + cells.first(Measure.REQUEST_UNANSWERED.cellOf(subject));
    }

    /** Those that were answered with an error, whosesoever. */
    static long errors(Cells cells, int subject) {
        return cells.first(Measure.REQUEST_ERROR.cellOf(subject)) + cells.first(Measure.REQUEST_FAULT.cellOf(subject));
    }

    /** Adds up subjects by protocol; protocols without a request are left out. */
    static List<Requests> of(SortedMap<String, List<Integer>> subjects, Cells cells) {
        return of(subjects, cells, true);
    }

    /** @param measured whether durations are wanted */
    static List<Requests> of(SortedMap<String, List<Integer>> subjects, Cells cells, boolean measured) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        List<Requests> all = new ArrayList<>(subjects.size());
        subjects.forEach((protocol, ofProtocol) -> {
            Requests requests = of(protocol, ofProtocol, cells, measured);
            if (requests.count > 0) {
                all.add(requests);
            }
        });
        return List.copyOf(all);
    }

    private static Requests of(String protocol, List<Integer> subjects, Cells cells, boolean measured) {
        long count = 0;
        long errors = 0;
        long faults = 0;
        long unanswered = 0;
        for (int i = 0; i < subjects.size(); i++) {
            int subject = subjects.get(i);
            count += count(cells, subject);
            errors += errors(cells, subject);
            faults += cells.first(Measure.REQUEST_FAULT.cellOf(subject));
            unanswered += cells.first(Measure.REQUEST_UNANSWERED.cellOf(subject));
        }
        if (count == 0 || !measured) {
            return new Requests(protocol, count, errors, faults, unanswered, null, null);
        }
        Sketch seconds = seconds(subjects, cells);
        return new Requests(
                protocol, count, errors, faults, unanswered, seconds.quantile(MEDIAN), seconds.quantile(NEARLY_ALL));
    }

    private static Sketch seconds(List<Integer> subjects, Cells cells) {
        Sketch alone = subjects.size() == 1 ? cells.sketch(subjects.getFirst()) : null;
        if (alone != null) {
            return alone;
        }
        var sum = new Sketch();
        for (int i = 0; i < subjects.size(); i++) {
            Sketch sketch = cells.sketch(subjects.get(i));
            if (sketch != null) {
                sum.add(sketch);
            }
        }
        return sum;
    }
}
