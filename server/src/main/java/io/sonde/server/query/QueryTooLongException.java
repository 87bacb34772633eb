// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import com.clickhouse.client.api.ServerException;
import io.sonde.server.store.StoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The store gave a query up, because it took too long: asking again helps nobody, asking for less does. */
public final class QueryTooLongException extends StoreException {
    /** The store's number for a statement that ran into its time limit. */
    private static final int TIMEOUT_EXCEEDED = 159;

    QueryTooLongException(Duration limit, Throwable cause) {
        super(
                "What was asked for would take longer than %d s: choose a shorter time, or a service."
                        .formatted(limit.toSeconds()),
                cause);
    }

    static boolean isBehind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server && server.getCode() == TIMEOUT_EXCEEDED) {
                return true;
            }
        }
        return false;
    }
}
