// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.store.QueueFullException;

/** The Export method of each signal. */
final class OtlpServices {
    private OtlpServices() {}

    static ServerServiceDefinition of(SignalExport export) {
        MethodDescriptor<RawRequest, byte[]> method = MethodDescriptor.<RawRequest, byte[]>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(export.signal().service() + "/Export")
                .setRequestMarshaller(RawMarshaller.INSTANCE)
                .setResponseMarshaller(AnswerMarshaller.INSTANCE)
                .build();
        return ServerServiceDefinition.builder(export.signal().service())
                .addMethod(method, ServerCalls.asyncUnaryCall((request, answer) -> call(export, request, answer)))
                .build();
    }

    private static void call(SignalExport export, RawRequest request, StreamObserver<byte[]> answer) {
        Refusal refusal = request.refusal();
        if (refusal != null) {
            refuse(refusal, answer);
            return;
        }
        try {
            var _ = export.export(request.bytes(), BatchInterceptor.current()).whenComplete((rejections, failure) -> {
                if (failure == null) {
                    answer.onNext(ExportResponse.of(rejections));
                    answer.onCompleted();
                } else {
                    refuse(Refusal.of(failure), answer);
                }
            });
        } catch (MalformedException | QueueFullException | RuntimeException e) {
            refuse(Refusal.of(e), answer);
        }
    }

    private static void refuse(Refusal refusal, StreamObserver<byte[]> answer) {
        answer.onError(StatusProto.toStatusRuntimeException(refusal.status()));
    }
}
