// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the exporter's tests with a real server do not reach: answers that a broken server gives. */
class ReplyReaderTest {
    private static final byte[] PARTIAL = ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                    ExportTracePartialSuccess.newBuilder().setRejectedSpans(300).setErrorMessage("späte"))
            .build()
            .toByteArray();

    @Test
    void readsThePartialSuccessOfTraces() {
        assertThat(ReplyReader.accepted(PARTIAL)).isEqualTo(new Reply.Accepted(300, "späte"));
    }

    @Test
    void readsAnEmptyAnswerAsFullSuccess() {
        assertThat(ReplyReader.accepted(new byte[0])).isEqualTo(new Reply.Accepted(0, ""));
    }

    @Test
    void refusesACutAnswer() {
        assertThatThrownBy(() -> ReplyReader.accepted(Arrays.copyOf(PARTIAL, PARTIAL.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotBelieveAnAbsurdDelay() {
        var delay = RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(Long.MAX_VALUE));
        var status = com.google.rpc.Status.newBuilder().addDetails(Any.pack(delay.build()));

        Reply reply = ReplyReader.failed(
                Status.RESOURCE_EXHAUSTED, trailers(status.build().toByteArray()));

        assertThat(reply).isEqualTo(new Reply.TryAgain(java.time.Duration.ofHours(1), "RESOURCE_EXHAUSTED"));
    }

    @Test
    void survivesRandomDetails() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] details = new byte[random.nextInt(40)];
            random.nextBytes(details);

            Reply reply = ReplyReader.failed(Status.UNAVAILABLE, trailers(details));

            assertThat(reply).isInstanceOf(Reply.TryAgain.class);
        }
    }

    private static Metadata trailers(byte[] details) {
        var trailers = new Metadata();
        trailers.put(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), details);
        return trailers;
    }
}
