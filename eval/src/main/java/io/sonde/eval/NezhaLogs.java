// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.sonde.diagnosis.rca.LogLine;
import io.sonde.diagnosis.rca.LogMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads log files: Timestamp,TimeUnixNano,Node,PodName,Container,TraceID,SpanID,Log; the line is wrapped in JSON, once or twice. */
final class NezhaLogs {
    private static final int FIELDS = 8;

    /** Said in columns of their own. */
    private static final Pattern IDS = Pattern.compile("(TraceID|SpanID): \\S+");

    private NezhaLogs() {}

    /** Rising by time. */
    static List<LogLine> read(List<Path> files) throws IOException {
        Map<String, String> services = new HashMap<>();
        Map<String, String> patterns = new HashMap<>();
        List<LogLine> lines = new ArrayList<>();
        for (Path file : files) {
            try (var rows = Tables.reader(file)) {
                rows.stream()
                        .skip(1)
                        .filter(row -> row.getFieldCount() >= FIELDS && isNumber(row.getField(1)))
                        .forEach(row -> lines.add(new LogLine(
                                Long.parseLong(row.getField(1)),
                                services.computeIfAbsent(row.getField(3), NezhaDay::service),
                                patterns.computeIfAbsent(LogMask.of(line(row.getField(7))), name -> name),
                                NezhaSpans.id(row.getField(5)),
                                NezhaSpans.id(row.getField(6)))));
            }
        }
        lines.sort(Comparator.comparingLong(LogLine::nanos));
        return lines;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }

    private static String line(String text) {
        String line = text;
        try {
            line = line.startsWith("{") ? field(line, "log", line) : line;
            if (line.startsWith("{")) {
                line = field(line, "severity", "") + " " + field(line, "message", line);
            }
        } catch (JsonParseException | IllegalStateException e) {
            // No JSON after all: the line as it is.
        }
        return IDS.matcher(line).replaceAll("");
    }

    private static String field(String json, String name, String otherwise) {
        JsonObject object = JsonParser.parseString(json).getAsJsonObject();
        return object.has(name) && object.get(name).isJsonPrimitive()
                ? object.get(name).getAsString()
                : otherwise;
    }
}
