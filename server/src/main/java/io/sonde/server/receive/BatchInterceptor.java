// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.sonde.server.receive.decode.MalformedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps the headers of a call that say which batch it carries until its message is read, and tells the sender how its clock is. */
@Singleton
final class BatchInterceptor implements ServerInterceptor {
    private record Headers(String id, @Nullable String number, Duration clockAhead) {}

    private static final Metadata.Key<String> ID = key(BatchHeaders.ID);
    private static final Metadata.Key<String> TRY = key(BatchHeaders.TRY);
    private static final Metadata.Key<String> SENT_AT = key(BatchHeaders.SENT_AT);
    private static final Metadata.Key<String> CLOCK_AHEAD = key(BatchHeaders.CLOCK_AHEAD);
    private static final Context.Key<Headers> OF_CALL = Context.key("batch");

    private final ClockOffsets offsets;
    private final Clock clock;

    BatchInterceptor(ClockOffsets offsets, Clock clock) {
        this.offsets = offsets;
        this.clock = clock;
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String id = headers.get(ID);
        if (id == null) {
            return next.startCall(call, headers);
        }
        Instant sent = BatchHeaders.sentAt(headers.get(SENT_AT));
        Duration ahead = sent == null ? Duration.ZERO : offsets.ahead(BatchHeaders.sender(id), sent, clock.instant());
        Context context = Context.current().withValue(OF_CALL, new Headers(id, headers.get(TRY), ahead));
        return Contexts.interceptCall(context, sent == null ? call : telling(call, ahead), headers, next);
    }

    private static <Q, A> ServerCall<Q, A> telling(ServerCall<Q, A> call, Duration ahead) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata headers) {
                headers.put(CLOCK_AHEAD, Long.toString(ahead.toSeconds()));
                super.sendHeaders(headers);
            }
        };
    }

    /** The batch of the call that is handled now. */
    static Sending current() throws MalformedException {
        Headers headers = OF_CALL.get();
        return headers == null
                ? Sending.PLAIN
                : new Sending(BatchHeaders.read(headers.id, headers.number), headers.clockAhead);
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
