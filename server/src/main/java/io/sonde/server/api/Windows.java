// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.world.Window;
import io.sonde.server.store.RetentionConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads {@code from} and {@code to} of a request. */
@Singleton
final class Windows {
    private static final Duration DEFAULT_LENGTH = Duration.ofMinutes(30);

    private final Clock clock;
    private final RetentionConfig retention;

    Windows(Clock clock, RetentionConfig retention) {
        this.clock = clock;
        this.retention = retention;
    }

    /** Exactly what was asked for. */
    record Stretch(Instant from, Instant to) {}

    Window parse(@Nullable String from, @Nullable String to) {
        Instant now = clock.instant();
        Instant end = end(to, now);
        // Counted from the end of its step, so that the window without any arguments has no odd step.
        Instant start = from == null ? Window.covering(end, end).to().minus(DEFAULT_LENGTH) : instant("from", from);
        check(start, end, now, "metrics", retention.metrics());
        return Window.covering(start, end);
    }

    Stretch ofTraces(@Nullable String from, @Nullable String to) {
        Instant now = clock.instant();
        Instant end = end(to, now);
        Instant start = from == null ? end.minus(DEFAULT_LENGTH) : instant("from", from);
        check(start, end, now, "traces", retention.traces());
        return new Stretch(start, end);
    }

    private static Instant end(@Nullable String to, Instant now) {
        Instant asked = to == null ? now : instant("to", to);
        return asked.isAfter(now) ? now : asked;
    }

    private static void check(Instant start, Instant end, Instant now, String what, Duration kept) {
        if (start.isAfter(now)) {
            throw Problem.badRequest("`from` (%s) lies in the future: it is %s.".formatted(start, now));
        }
        if (!end.isAfter(start)) {
            throw Problem.badRequest("`to` (%s) must be later than `from` (%s).".formatted(end, start));
        }
        Instant oldest = now.minus(kept);
        if (start.isBefore(oldest)) {
            throw Problem.badRequest("`from` (%s) is older than what is kept: %s stay for %d days, since %s."
                    .formatted(start, what, kept.toDays(), oldest));
        }
    }

    static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badRequest(
                    "`%s` must be an ISO-8601 instant such as 2026-11-02T10:00:00Z, not `%s`.".formatted(name, text));
        }
    }
}
