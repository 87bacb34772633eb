// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.sonde.server.store.ColumnBatch;
import io.sonde.server.store.block.WordColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TracesDecoderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long NANOS = NOW.getEpochSecond() * 1_000_000_000;

    @Test
    void aClockThatIsWrongIsPutRight() throws Exception {
        // Given: a sender who is two days ahead
        Duration ahead = Duration.ofDays(2);
        Span span = Span.newBuilder()
                .setTraceId(ByteString.copyFromUtf8("0123456789abcdef"))
                .setSpanId(ByteString.copyFromUtf8("01234567"))
                .setStartTimeUnixNano(NANOS + ahead.toNanos())
                .setEndTimeUnixNano(NANOS + ahead.toNanos() + 5)
                .build();
        TimeWindow window = TimeWindow.at(NOW, Duration.ofDays(7)).ofClockAhead(ahead);

        // When
        ColumnBatch batch = TracesDecoder.decode(Telemetry.spans("shop", span).toByteArray(), window)
                .batch();

        // Then
        assertThat(batch.rows()).isEqualTo(1);
        assertThat(word(batch, "Timestamp")).isEqualTo(NANOS);
        assertThat(word(batch, "Duration")).isEqualTo(5);
    }

    private static long word(ColumnBatch batch, String column) {
        return ((WordColumn) Objects.requireNonNull(batch.columns().get(column)))
                .values()
                .get(0);
    }
}
