// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One connection to an OTLP server; sends a batch at a time and says how it was answered. */
final class GrpcSender implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> BATCH_ID =
            Metadata.Key.of("sonde-batch-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> BATCH_TRY =
            Metadata.Key.of("sonde-batch-try", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> SENT_AT =
            Metadata.Key.of("sonde-sent-at", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> CLOCK_AHEAD =
            Metadata.Key.of("sonde-clock-ahead", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel connection;
    private final FrugalNetty netty;
    private final Channel channel;
    private final Duration deadline;
    private final Map<Signal, MethodDescriptor<byte[], byte[]>> methods = new EnumMap<>(Signal.class);
    private volatile long clockAheadSeconds;

    GrpcSender(ExporterSettings settings) {
        netty = new FrugalNetty();
        connection = netty.connect(settings.endpoint(), settings.trustedCertificates());
        channel = authorized(connection, settings);
        deadline = settings.deadline();
        for (Signal signal : Signal.values()) {
            methods.put(signal, method(signal));
        }
    }

    /** Blocks until answered, refused or past the deadline. */
    Reply send(QueuedBatch queued) throws InterruptedException {
        CallOptions options =
                CallOptions.DEFAULT.withCompression("gzip").withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
        try {
            Batch batch = queued.batch();
            MethodDescriptor<byte[], byte[]> method = methods.get(batch.signal());
            var answered = new AtomicReference<Metadata>();
            Channel named = ClientInterceptors.intercept(
                    channel,
                    MetadataUtils.newAttachHeadersInterceptor(name(queued)),
                    MetadataUtils.newCaptureMetadataInterceptor(answered, new AtomicReference<>()));
            byte[] response = ClientCalls.blockingUnaryCall(named, method, options, batch.bytes());
            readClock(answered.get());
            return ReplyReader.accepted(response);
        } catch (StatusRuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return failed(e);
        } catch (IllegalArgumentException e) {
            return new Reply.Refused("answer is not OTLP: " + e.getMessage());
        } catch (RuntimeException e) {
            return new Reply.Refused("BUG: " + e); // one batch is lost rather than the thread that sends all others
        }
    }

    /** By these a server of ours stores the batch once, however often it comes; others do not mind. */
    private static Metadata name(QueuedBatch queued) {
        var headers = new Metadata();
        headers.put(BATCH_ID, queued.id());
        if (!queued.tried()) {
            headers.put(BATCH_TRY, "1");
        }
        headers.put(SENT_AT, Long.toString(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())));
        return headers;
    }

    private void readClock(@Nullable Metadata headers) {
        String seconds = headers == null ? null : headers.get(CLOCK_AHEAD);
        try {
            clockAheadSeconds = seconds == null ? 0 : Long.parseLong(seconds);
        } catch (NumberFormatException _) {
            clockAheadSeconds = 0; // not of a server of ours
        }
    }

    /** How far the clock of this host is ahead, as the server said last: it puts what we send back by that. */
    long clockAheadSeconds() {
        return clockAheadSeconds;
    }

    /** Forgets that connecting failed before, so that the next send tries at once: waiting is the exporter's task. */
    void reconnect() {
        connection.resetConnectBackoff();
    }

    private Reply failed(StatusRuntimeException e) {
        if (e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
            // Perhaps the other end is gone without a word: the next send gets a new connection.
            connection.enterIdle();
        }
        return ReplyReader.failed(e.getStatus(), e.getTrailers());
    }

    private static Channel authorized(Channel channel, ExporterSettings settings) {
        if (settings.apiKey() == null) {
            return channel;
        }
        var headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + settings.apiKey());
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static MethodDescriptor<byte[], byte[]> method(Signal signal) {
        var bytes = new BytesMarshaller();
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(signal.method())
                .setRequestMarshaller(bytes)
                .setResponseMarshaller(bytes)
                .build();
    }

    @Override
    public void close() {
        connection.shutdownNow();
        netty.close();
    }
}
