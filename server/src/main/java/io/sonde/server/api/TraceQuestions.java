// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.TraceCursor;
import io.sonde.server.query.TraceFilter;
import io.sonde.server.query.TraceFilter.Maker;
import io.sonde.server.query.TraceFilter.Status;
import io.sonde.server.query.TraceFilter.Which;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which spans a request asks for. */
@Singleton
final class TraceQuestions {
    private static final int LONGEST_WORD = 1_000;

    private static final int NANOS_DIGITS = 9;
    /** Up to 30 years; without an exponent, which could stand for gigabytes of digits. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,20})?");

    private static final int DEFAULT_LIMIT = 50;

    private static final int MOST = 200;

    private final Windows windows;

    TraceQuestions(Windows windows) {
        this.windows = windows;
    }

    TraceFilter filter(TraceQuestion question) {
        Windows.Stretch stretch = windows.ofTraces(question.from(), question.to());
        long min = question.minDuration() == null ? 0 : nanos("minDuration", question.minDuration());
        long max = question.maxDuration() == null
                ? TraceFilter.ANY_DURATION
                : nanos("maxDuration", question.maxDuration());
        if (max <= min) {
            throw Problem.badRequest("`maxDuration` (%s) must be greater than `minDuration` (%s)."
                    .formatted(question.maxDuration(), question.minDuration() == null ? "0" : question.minDuration()));
        }
        return new TraceFilter(
                stretch.from(),
                stretch.to(),
                word("service", question.service()),
                word("operation", question.operation()),
                status(question.status()),
                min,
                max,
                maker(question.origin()),
                which(question.spans()));
    }

    int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("`limit` must be between 1 and %d, not %d.".formatted(MOST, limit));
        }
        return limit;
    }

    @Nullable
    TraceCursor cursor(@Nullable String text) {
        if (text == null) {
            return null;
        }
        TraceCursor cursor = TraceCursor.parse(text);
        if (cursor == null) {
            throw Problem.badRequest("`cursor` must be what `next` was in the answer before.");
        }
        return cursor;
    }

    private static @Nullable String word(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > LONGEST_WORD) {
            throw Problem.badRequest("`%s` is longer than %d characters.".formatted(name, LONGEST_WORD));
        }
        return text;
    }

    private static long nanos(String name, String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw Problem.badRequest("`%s` must be seconds such as 0.25, not `%s`.".formatted(name, text));
        }
        return new BigDecimal(text)
                .movePointRight(NANOS_DIGITS)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static Status status(@Nullable String text) {
        return switch (text == null ? "" : text) {
            case "" -> Status.ANY;
            case "ok" -> Status.OK;
            case "error" -> Status.ERROR;
            case "unanswered" -> Status.UNANSWERED;
            case "failed" -> Status.FAILED;
            default ->
                throw Problem.badRequest("`status` must be ok, error, unanswered or failed, not `%s`.".formatted(text));
        };
    }

    private static @Nullable Maker maker(@Nullable String text) {
        return switch (text == null ? "" : text) {
            case "" -> null;
            case "agent" -> Maker.AGENT;
            case "application" -> Maker.APPLICATION;
            default -> throw Problem.badRequest("`origin` must be agent or application, not `%s`.".formatted(text));
        };
    }

    private static Which which(@Nullable String text) {
        return switch (text == null ? "" : text) {
            case "", "entries" -> Which.ENTRIES;
            case "calls" -> Which.CALLS;
            case "all" -> Which.ALL;
            default -> throw Problem.badRequest("`spans` must be entries, calls or all, not `%s`.".formatted(text));
        };
    }
}
