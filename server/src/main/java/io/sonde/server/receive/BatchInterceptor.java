// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.store.BatchId;
import org.jspecify.annotations.Nullable;

/** Keeps the headers of a call that say which batch it carries until its message is read. */
final class BatchInterceptor implements ServerInterceptor {
    private record Headers(@Nullable String id, @Nullable String number) {}

    private static final Metadata.Key<String> ID = Metadata.Key.of(BatchHeaders.ID, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> TRY = Metadata.Key.of(BatchHeaders.TRY, Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Headers> OF_CALL = Context.key("batch");

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String id = headers.get(ID);
        if (id == null) {
            return next.startCall(call, headers);
        }
        Context context = Context.current().withValue(OF_CALL, new Headers(id, headers.get(TRY)));
        return Contexts.interceptCall(context, call, headers, next);
    }

    /** The batch of the call that is handled now. */
    static @Nullable BatchId current() throws MalformedException {
        Headers headers = OF_CALL.get();
        return headers == null ? null : BatchHeaders.read(headers.id, headers.number);
    }
}
