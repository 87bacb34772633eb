// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final TraceParent trace = new TraceParent();

    @Test
    void traceSpanAndFlagAreRead() {
        // When
        read("00-" + TRACE + "-" + SPAN + "-01");

        // Then
        assertThat(trace.high()).isEqualTo(0x0af7651916cd43ddL);
        assertThat(trace.low()).isEqualTo(0x8448eb211c80319cL);
        assertThat(trace.parent()).isEqualTo(0xb7ad6b7169203331L);
        assertThat(trace.sampled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "02", "fe"})
    void onlyTheLastFlagSaysThatTheTraceIsKept(String flags) {
        read("00-" + TRACE + "-" + SPAN + "-" + flags);

        assertThat(trace.sampled()).isFalse();
        assertThat(trace.parent()).isNotZero();
    }

    @Test
    void aLaterVersionMayGoOn() {
        read("cc-" + TRACE + "-" + SPAN + "-03-what-comes");

        assertThat(trace.sampled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
            })
    void whatIsNoContextSaysNothing(String text) {
        read(text);

        assertThat(trace.high() | trace.low() | trace.parent()).isZero();
        assertThat(trace.sampled()).isFalse();
    }

    private void read(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(US_ASCII);
        trace.clear();
        trace.read(bytes, 1, bytes.length - 1);
    }
}
