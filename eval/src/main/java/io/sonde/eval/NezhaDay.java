// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.CallGraph;
import io.sonde.diagnosis.rca.Changes;
import io.sonde.diagnosis.rca.Frame;
import io.sonde.diagnosis.rca.Incident;
import io.sonde.diagnosis.rca.LogLine;
import io.sonde.diagnosis.rca.Metrics;
import io.sonde.diagnosis.rca.Signals;
import io.sonde.diagnosis.rca.Span;
import io.sonde.diagnosis.rca.Stretch;
import io.sonde.diagnosis.rca.Symptom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One day of the Nezha data set, read when it is first asked for. */
final class NezhaDay {
    /** An incident is looked at for this long; the data set's rules allow no more. */
    private static final Duration WINDOW = Duration.ofMinutes(3);

    /** Some faults begin before their time: a calm stretch ends this much earlier. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /** A calm stretch needs this much to say anything. */
    private static final Duration LEAST_CALM = Duration.ofSeconds(20);

    private static final Pattern POD = Pattern.compile("-[0-9a-f]{6,10}-[a-z0-9]{5}$");

    private final Path folder;
    private final String date;
    private final Disturbance disturbance;
    private @Nullable Data data;

    /** All of a day, spans and lines rising by time. */
    record Data(CallGraph calls, Metrics metrics, List<Span> spans, List<LogLine> logs) {}

    NezhaDay(Path folder, String date, Disturbance disturbance) {
        this.folder = folder;
        this.date = date;
        this.disturbance = disturbance;
    }

    static String service(String pod) {
        return POD.matcher(pod).replaceFirst("");
    }

    /** @param earlier when the incidents before this one began */
    Incident incident(Instant injected, List<Instant> earlier) {
        return incident(injected.plus(disturbance.late()), injected.plus(WINDOW), earlier);
    }

    /** Whether the file of the injection's minute begins early enough before it. */
    boolean hasCalm(Instant injected) {
        return Duration.between(minute(injected), injected.minus(MARGIN)).compareTo(LEAST_CALM) >= 0;
    }

    /** The seconds between the beginning of the injection's file and the injection, offered as an incident. */
    Incident calm(Instant injected, List<Instant> earlier) {
        return incident(minute(injected), injected.minus(MARGIN), earlier);
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    }

    private Incident incident(Instant alert, Instant until, List<Instant> earlier) {
        List<Stretch> disturbed = earlier.stream()
                .map(time -> new Stretch(time, time.plus(Nezha.FAULT)))
                .toList();
        Data all = data();
        return new Incident(
                Symptom.UNKNOWN,
                new Frame(alert, until, disturbed),
                all.calls,
                new Signals(
                        all.metrics,
                        upTo(all.spans, span -> span.startMillis() < until.toEpochMilli()),
                        upTo(all.logs, line -> line.millis() < until.toEpochMilli()),
                        Changes.NONE));
    }

    /** The rising list's part for which something holds. */
    private static <T> List<T> upTo(List<T> all, java.util.function.Predicate<T> holds) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(all.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return all.subList(0, low);
    }

    synchronized Data data() {
        Data read = data;
        if (read == null) {
            read = read();
            data = read;
        }
        return read;
    }

    private Data read() {
        try {
            var metrics = new NezhaMetrics(Folders.folder(folder, Path.of("rca_data", date, "metric")), disturbance);
            return new Data(
                    metrics.calls(),
                    metrics.read(),
                    NezhaSpans.read(Folders.below(folder, date, "trace"), disturbance),
                    NezhaLogs.read(Folders.below(folder, date, "log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
