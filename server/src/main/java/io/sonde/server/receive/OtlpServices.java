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
import java.util.Locale;

/** The Export method of each signal. */
final class OtlpServices {
    private OtlpServices() {}

    static ServerServiceDefinition of(SignalExport export) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(serviceName(export.signal()) + "/Export")
                .setRequestMarshaller(RawMarshaller.INSTANCE)
                .setResponseMarshaller(RawMarshaller.INSTANCE)
                .build();
        return ServerServiceDefinition.builder(serviceName(export.signal()))
                .addMethod(method, ServerCalls.asyncUnaryCall((request, answer) -> call(export, request, answer)))
                .build();
    }

    /** For example opentelemetry.proto.collector.logs.v1.LogsService; of traces it is TraceService in trace.v1. */
    static String serviceName(String signal) {
        String word = signal.equals("traces") ? "trace" : signal;
        String title = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return "opentelemetry.proto.collector." + word + ".v1." + title + "Service";
    }

    private static void call(SignalExport export, byte[] request, StreamObserver<byte[]> answer) {
        try {
            var _ = export.export(request).whenComplete((rejections, failure) -> {
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
