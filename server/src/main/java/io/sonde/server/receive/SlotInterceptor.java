// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.sonde.server.limit.Slots;
import io.sonde.server.limit.Slots.Slot;

/** So many calls at a time; senders of further ones are told to come back before their message is read. */
final class SlotInterceptor implements ServerInterceptor {
    private final Slots slots;

    SlotInterceptor(Slots slots) {
        this.slots = slots;
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Slot slot = slots.take();
        if (slot == null) {
            StatusRuntimeException full = StatusProto.toStatusRuntimeException(Refusal.MANY_REQUESTS.status());
            Metadata trailers = full.getTrailers();
            call.close(full.getStatus(), trailers == null ? new Metadata() : trailers);
            return new Listener<>() {};
        }
        return new SimpleForwardingServerCallListener<>(next.startCall(releasing(call, slot), headers)) {
            // Comes after the message was read, if it had come.
            @Override
            public void onCancel() {
                slot.close();
                super.onCancel();
            }
        };
    }

    private static <Q, A> ServerCall<Q, A> releasing(ServerCall<Q, A> call, Slot slot) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                slot.close();
                super.close(status, trailers);
            }
        };
    }
}
