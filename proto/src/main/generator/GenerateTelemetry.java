// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the Java constants and the reference page from telemetry.registry; run by the build of this module. */
final class GenerateTelemetry {
    record Attribute(String name, String place, String meaning) {}

    record Metric(String name, String kind, String unit, List<String> attributes, String meaning) {}

    record Span(String name, List<String> attributes, String meaning) {}

    record Told(String name, String unit, String meaning) {}

    private final List<Span> spans = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: GenerateTelemetry REGISTRY JAVA_DIR REFERENCE_PAGE");
        }
        var generator = new GenerateTelemetry();
        generator.read(Path.of(args[0]));
        generator.writeJava(Path.of(args[1]).resolve("io/sonde/proto"));
        generator.writePage(Path.of(args[2]));
    }

    private void read(Path registry) throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(registry)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] field = line.split(" \\| ?", -1);
            try {
                switch (field[0]) {
                    case "attribute" -> attributes.add(new Attribute(field[1], place(field[2]), field[3]));
                    case "metric" -> metrics.add(metric(field));
                    case "span" -> spans.add(new Span(field[1], known(field[2], "resource"), field[3]));
                    case "told" -> told.add(new Told(field[1], field[2], field[3]));
                    default -> throw new IllegalArgumentException("neither attribute nor metric nor span nor told");
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(registry + ":" + number + ": " + e.getMessage() + ": " + line, e);
            }
        }
    }

    private static String place(String place) {
        if (!List.of("resource", "point", "span").contains(place)) {
            throw new IllegalArgumentException("place must be resource, point or span");
        }
        return place;
    }

    /** @param except where none of them may stand */
    private List<String> known(String field, String... except) {
        List<String> names = field.isBlank() ? List.of() : List.of(field.strip().split(", *"));
        for (String name : names) {
            if (attributes.stream()
                    .noneMatch(a -> a.name().equals(name) && !List.of(except).contains(a.place()))) {
                throw new IllegalArgumentException("no attribute " + name + " that may stand there");
            }
        }
        return names;
    }

    private Metric metric(String[] field) {
        List<String> names = known(field[4], "resource", "span");
        if (!List.of("sum", "gauge", "histogram", "exponential").contains(field[2])) {
            throw new IllegalArgumentException("kind must be sum, gauge, histogram or exponential");
        }
        return new Metric(field[1], field[2], field[3], names, field[5]);
    }

    private void writeJava(Path dir) throws IOException {
        Files.createDirectories(dir);
        var source = new StringBuilder(header("The attribute names of the registry, as constants."));
        source.append("public final class Attribute {\n");
        for (Attribute attribute : attributes) {
            source.append("    /** ").append(attribute.meaning()).append(" */\n");
            source.append("    public static final String %s = \"%s\";\n\n"
                    .formatted(constant(attribute.name()), attribute.name()));
        }
        source.append("    private Attribute() {}\n}\n");
        Files.writeString(dir.resolve("Attribute.java"), source);

        source = new StringBuilder(header("The metrics of the registry."));
        source.append("public enum Metric {\n");
        source.append(constants(
                metrics,
                metric -> "    /** %s */\n    %s(\"%s\", Kind.%s, \"%s\", \"%s\", java.util.List.of(%s))"
                        .formatted(
                                metric.meaning(),
                                constant(metric.name()),
                                metric.name(),
                                metric.kind().toUpperCase(Locale.ROOT),
                                metric.unit(),
                                metric.meaning().replace("\"", "\\\""),
                                inJava(metric.attributes()))));
        source.append(METRIC_BODY);
        Files.writeString(dir.resolve("Metric.java"), source);
        writeSpans(dir);
        writeTold(dir);
    }

    private void writeSpans(Path dir) throws IOException {
        var source = new StringBuilder(header("The kinds of spans of the registry."));
        source.append("public enum SpanType {\n");
        source.append(constants(
                spans,
                span -> "    /** %s */\n    %s(java.util.List.of(%s))"
                        .formatted(span.meaning(), constant(span.name()), inJava(span.attributes()))));
        source.append(
                """
                    private final java.util.List<String> attributes;

                    SpanType(java.util.List<String> attributes) {
                        this.attributes = attributes;
                    }

                    /** Names of the attributes that a span may carry. */
                    public java.util.List<String> attributes() {
                        return attributes;
                    }
                }
                """);
        Files.writeString(dir.resolve("SpanType.java"), source);
    }

    private void writeTold(Path dir) throws IOException {
        var source = new StringBuilder(header("Metrics that applications and collectors send and the server looks at."));
        source.append("public enum ToldMetric {\n");
        source.append(constants(
                told,
                each -> "    /** %s */\n    %s(\"%s\")"
                        .formatted(each.meaning(), constant(each.name()), each.name())));
        source.append(
                """
                    private final String id;

                    ToldMetric(String id) {
                        this.id = id;
                    }

                    /** The name on the wire. */
                    public String id() {
                        return id;
                    }
                }
                """);
        Files.writeString(dir.resolve("ToldMetric.java"), source);
    }

    private static final String METRIC_BODY =
            """
                /** How values of a metric add up. */
                public enum Kind {
                    /** Change since the last export; values add up over time and series. */
                    SUM,
                    /** A level; the last value counts. */
                    GAUGE,
                    /** A distribution of what happened since the last export. */
                    HISTOGRAM,
                    /** The same in buckets that grow by a constant factor. */
                    EXPONENTIAL
                }

                private final String id;
                private final Kind kind;
                private final String unit;
                private final String description;
                private final java.util.List<String> attributes;

                Metric(String id, Kind kind, String unit, String description, java.util.List<String> attributes) {
                    this.id = id;
                    this.kind = kind;
                    this.unit = unit;
                    this.description = description;
                    this.attributes = attributes;
                }

                /** The name on the wire. */
                public String id() {
                    return id;
                }

                public Kind kind() {
                    return kind;
                }

                public String unit() {
                    return unit;
                }

                public String description() {
                    return description;
                }

                /** Names of the attributes that a point may carry. */
                public java.util.List<String> attributes() {
                    return attributes;
                }
            }
            """;

    private void writePage(Path page) throws IOException {
        var text = new StringBuilder(
                """
                <!-- Generated from proto/telemetry.registry by the build of proto/. Do not edit. -->
                # Telemetry

                Counters are sent with delta temporality: a value is what happened since the last export.

                ## Metrics

                | name | kind | unit | attributes | meaning |
                |---|---|---|---|---|
                """);
        for (Metric metric : metrics) {
            text.append("| `%s` | %s | `%s` | %s | %s |\n"
                    .formatted(
                            metric.name(),
                            metric.kind(),
                            metric.unit(),
                            onPage(metric.attributes()),
                            metric.meaning()));
        }
        text.append("\n## Told by others\n\nWhat applications and collectors send, and the server looks at where a cause is asked for.\n\n");
        text.append("| name | unit | meaning |\n|---|---|---|\n");
        for (Told each : told) {
            text.append("| `%s` | `%s` | %s |\n".formatted(each.name(), each.unit(), each.meaning()));
        }
        text.append("\n## Spans\n\n| of | attributes | meaning |\n|---|---|---|\n");
        for (Span span : spans) {
            text.append("| %s | %s | %s |\n"
                    .formatted(
                            span.name(),
                            onPage(span.attributes()),
                            span.meaning()));
        }
        text.append("\n## Attributes\n\n| name | stands on | meaning |\n|---|---|---|\n");
        for (Attribute attribute : attributes) {
            text.append("| `%s` | %s | %s |\n".formatted(attribute.name(), attribute.place(), attribute.meaning()));
        }
        Files.createDirectories(page.toAbsolutePath().getParent());
        if (!Files.exists(page) || !Files.readString(page).contentEquals(text)) {
            Files.writeString(page, text);
        }
    }

    private static String header(String sentence) {
        return """
                // Generated from telemetry.registry. Do not edit.
                package io.sonde.proto;

                /** %s */
                """
                .formatted(sentence);
    }

    /** The constants of an enum. */
    private static <T> String constants(List<T> all, Function<T, String> constant) {
        return all.stream().map(constant).collect(Collectors.joining(",\n\n", "", ";\n\n"));
    }

    private static String inJava(List<String> attributes) {
        return attributes.stream().map(name -> "Attribute." + constant(name)).collect(Collectors.joining(", "));
    }

    private static String onPage(List<String> attributes) {
        return attributes.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String constant(String name) {
        return name.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
