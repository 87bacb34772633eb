// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.store.DiskFullException;
import io.sonde.server.store.QueueFullException;
import io.sonde.server.store.StoreException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a whole request was not taken, for both protocols. */
record Refusal(Code code, int httpStatus, String message, int retryAfterSeconds) {
    private static final Logger log = LoggerFactory.getLogger(Refusal.class);

    /** A full queue is emptied within a few inserts. */
    private static final int QUEUE_RETRY_SECONDS = 1;

    /** Room is made by people, or by retention. */
    private static final int DISK_RETRY_SECONDS = 15;

    /** A store that was away for the whole deadline needs longer. */
    private static final int STORE_RETRY_SECONDS = 5;

    static final Refusal NO_KEY =
            new Refusal(Code.UNAUTHENTICATED, 401, "show a valid API key: Authorization: Bearer KEY, or x-api-key", 0);

    static final Refusal MANY_REQUESTS = busy("too many requests at the same time, see --otlp.max-requests");

    static Refusal malformed(String message) {
        return new Refusal(Code.INVALID_ARGUMENT, 400, message, 0);
    }

    static Refusal notFound(String message) {
        return new Refusal(Code.UNIMPLEMENTED, 404, message, 0);
    }

    static Refusal wrongMethod(String message) {
        return new Refusal(Code.UNIMPLEMENTED, 405, message, 0);
    }

    static Refusal unsupported(String message) {
        return new Refusal(Code.INVALID_ARGUMENT, 415, message, 0);
    }

    static Refusal tooLarge(String message) {
        return new Refusal(Code.RESOURCE_EXHAUSTED, 413, message, 0);
    }

    static Refusal busy(String message) {
        return new Refusal(Code.RESOURCE_EXHAUSTED, 429, message, QUEUE_RETRY_SECONDS);
    }

    static Refusal of(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case MalformedException e -> malformed(String.valueOf(e.getMessage()));
            case QueueFullException e -> busy(String.valueOf(e.getMessage()));
            case DiskFullException e ->
                new Refusal(Code.UNAVAILABLE, 503, String.valueOf(e.getMessage()), DISK_RETRY_SECONDS);
            case StoreException e ->
                new Refusal(Code.UNAVAILABLE, 503, "the store is not available", STORE_RETRY_SECONDS);
            default -> {
                log.error("a request failed", cause);
                yield new Refusal(Code.INTERNAL, 500, "internal error", 0);
            }
        };
    }

    /** The error as both protocols carry it. */
    Status status() {
        Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
        if (retryAfterSeconds > 0) {
            RetryInfo retry = RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setSeconds(retryAfterSeconds))
                    .build();
            status.addDetails(Any.pack(retry));
        }
        return status.build();
    }
}
