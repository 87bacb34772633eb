// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sorts what a server answers into the three kinds of {@link Reply}, by the rules of the OTLP specification. */
final class ReplyReader {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private static final String RETRY_INFO = "/google.rpc.RetryInfo";

    /** A server that asks for more than an hour is not believed. */
    private static final long MAX_DELAY_SECONDS = 3_600;

    private ReplyReader() {}

    /** ExportMetricsServiceResponse and its siblings for logs and traces have the same shape. */
    static Reply accepted(byte[] response) {
        long rejected = 0;
        String message = "";
        byte[] partialSuccess = field(response, 1);
        if (partialSuccess != null) {
            for (var reader = new ProtoReader(partialSuccess); reader.next(); ) {
                switch (reader.field()) {
                    case 1 -> rejected = reader.number();
                    case 2 -> message = reader.text();
                    default -> {}
                }
            }
        }
        return new Reply.Accepted(rejected, message);
    }

    static Reply failed(Status status, @Nullable Metadata trailers) {
        Duration after = retryDelay(trailers);
        String reason = reason(status);
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, CANCELLED, OUT_OF_RANGE, DATA_LOSS ->
                new Reply.TryAgain(after, reason);
            case RESOURCE_EXHAUSTED -> after == null ? new Reply.Refused(reason) : new Reply.TryAgain(after, reason);
            case UNAUTHENTICATED, PERMISSION_DENIED -> new Reply.Refused(reason + " (check the API key)");
            case OK,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    FAILED_PRECONDITION,
                    UNIMPLEMENTED,
                    INTERNAL -> new Reply.Refused(reason);
        };
    }

    private static String reason(Status status) {
        Throwable cause = status.getCause();
        String text = status.getCode().toString();
        if (status.getDescription() != null && !status.getDescription().isEmpty()) {
            text += ": " + status.getDescription();
        }
        return cause == null || cause.getMessage() == null ? text : text + ": " + cause.getMessage();
    }

    private static @Nullable Duration retryDelay(@Nullable Metadata trailers) {
        byte[] details = trailers == null ? null : trailers.get(DETAILS);
        if (details == null) {
            return null;
        }
        try {
            return retryDelayInStatus(details);
        } catch (IllegalArgumentException _) {
            return null; // details are optional; a server that garbles them is treated as one that sends none
        }
    }

    /** google.rpc.Status: details are field 3, each an Any of type (1) and value (2). */
    private static @Nullable Duration retryDelayInStatus(byte[] status) {
        for (var reader = new ProtoReader(status); reader.next(); ) {
            if (reader.field() == 3) {
                Duration delay = retryDelayInAny(reader.body());
                if (delay != null) {
                    return delay;
                }
            }
        }
        return null;
    }

    private static @Nullable Duration retryDelayInAny(byte[] any) {
        byte[] type = field(any, 1);
        byte[] value = field(any, 2);
        if (type == null || !new String(type, StandardCharsets.UTF_8).endsWith(RETRY_INFO)) {
            return null;
        }
        byte[] delay = value == null ? null : field(value, 1);
        return delay == null ? Duration.ZERO : duration(delay);
    }

    private static Duration duration(byte[] message) {
        long seconds = 0;
        long nanos = 0;
        for (var reader = new ProtoReader(message); reader.next(); ) {
            switch (reader.field()) {
                case 1 -> seconds = reader.number();
                case 2 -> nanos = reader.number();
                default -> {}
            }
        }
        return Duration.ofSeconds(Math.clamp(seconds, 0, MAX_DELAY_SECONDS))
                .plusNanos(Math.clamp(nanos, 0, 999_999_999));
    }

    /** Last value of a length-delimited field, as protobuf wants it. */
    private static byte @Nullable [] field(byte[] message, int number) {
        byte[] found = null;
        for (var reader = new ProtoReader(message); reader.next(); ) {
            if (reader.field() == number) {
                found = reader.body();
            }
        }
        return found;
    }
}
