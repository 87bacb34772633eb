// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads trace files: TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano,EndTimeUnixNano,Duration (µs). */
final class NezhaSpans {
    private static final int FIELDS = 8;
    private static final int NANOS_PER_MICRO = 1000;

    private NezhaSpans() {}

    /** Rising by start, each span once. */
    static List<Span> read(List<Path> files, Disturbance disturbance) throws IOException {
        Map<String, String> services = new HashMap<>();
        Map<String, String> operations = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        List<Span> spans = new ArrayList<>();
        for (Path file : files) {
            try (var rows = Tables.reader(file)) {
                rows.stream()
                        .skip(1)
                        .filter(row -> row.getFieldCount() >= FIELDS)
                        .forEach(row -> {
                            long trace = id(row.getField(0));
                            long id = id(row.getField(1));
                            if (!seen.add(trace * 31 + id) || !disturbance.keeps(id)) {
                                return;
                            }
                            String parent = row.getField(2);
                            spans.add(new Span(
                                    trace,
                                    id,
                                    parent.equals("root") ? 0 : id(parent),
                                    services.computeIfAbsent(row.getField(3), NezhaDay::service),
                                    operations.computeIfAbsent(row.getField(4), name -> name),
                                    new Span.Timing(Long.parseLong(row.getField(5)) / NANOS_PER_MICRO, (long)
                                            Double.parseDouble(row.getField(7)))));
                        });
            }
        }
        spans.sort(Comparator.comparingLong((Span span) -> span.timing().startMicros()));
        return spans;
    }

    /** The last 64 bits of a hexadecimal id; of anything else, what its characters make. */
    static long id(String text) {
        String last = text.length() > 16 ? text.substring(text.length() - 16) : text;
        try {
            return last.isEmpty() ? 0 : Long.parseUnsignedLong(last, 16);
        } catch (NumberFormatException e) {
            return 0x9E3779B97F4A7C15L * text.hashCode();
        }
    }
}
