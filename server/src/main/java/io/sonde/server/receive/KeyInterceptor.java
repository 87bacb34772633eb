// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Turns callers without a valid key away before their message is read. */
final class KeyInterceptor implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of(ApiKeys.AUTHORIZATION, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> API_KEY =
            Metadata.Key.of(ApiKeys.API_KEY, Metadata.ASCII_STRING_MARSHALLER);

    private final ApiKeys keys;

    KeyInterceptor(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (keys.admit(headers.get(AUTHORIZATION), headers.get(API_KEY))) {
            return next.startCall(call, headers);
        }
        call.close(Status.UNAUTHENTICATED.withDescription(Refusal.NO_KEY.message()), new Metadata());
        return new Listener<>() {};
    }
}
