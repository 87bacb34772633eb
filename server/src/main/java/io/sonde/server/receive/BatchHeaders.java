// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.store.BatchId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a sender says about a request beside OTLP: its name, and which try this is. Senders of others say nothing. */
final class BatchHeaders {
    static final String ID = "sonde-batch-id";
    static final String TRY = "sonde-batch-try";

    /** When this try was sent, by the sender's clock: nanoseconds since 1970. */
    static final String SENT_AT = "sonde-sent-at";

    /** In the answer: how many seconds the sender's clock is ahead, where its times were corrected; else 0. */
    static final String CLOCK_AHEAD = "sonde-clock-ahead";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final String FIRST_TRY = "1";

    /** Long enough for a random sender and any number; short enough to be remembered by the thousand. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private BatchHeaders() {}

    /** Without a try it may be any: then the store is asked. */
    static @Nullable BatchId read(@Nullable String id, @Nullable String number) throws MalformedException {
        if (id == null) {
            return null;
        }
        if (!NAME.matcher(id).matches()) {
            throw new MalformedException(ID + " must be 1 to 100 letters, digits, dots, dashes and underscores");
        }
        return new BatchId(id, !FIRST_TRY.equals(number));
    }

    /** Null where the sender says nothing, or nothing that can be read. */
    static @Nullable Instant sentAt(@Nullable String unixNanos) {
        try {
            long nanos = unixNanos == null ? 0 : Long.parseLong(unixNanos);
            return nanos == 0 ? null : Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Who sent it: the name without its number. */
    static String sender(String id) {
        int dash = id.lastIndexOf('-');
        return dash < 0 ? id : id.substring(0, dash);
    }
}
