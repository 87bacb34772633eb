// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.store.BatchId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a sender says about a request beside OTLP: its name, and which try this is. Senders of others say nothing. */
final class BatchHeaders {
    static final String ID = "sonde-batch-id";
    static final String TRY = "sonde-batch-try";

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
}
