// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowTest {
    private static final int CLIENT_PORT = 40_000;
    private static final int SERVER_PORT = 80;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream capture = new ByteArrayOutputStream();

    @BeforeEach
    void head() {
        ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0xa1b2c3d4).putInt(20, 1);
        capture.writeBytes(head.array());
    }

    /** A frame of which only so many bytes of the payload were captured. */
    private void tcp(boolean byClient, int flags, int sequence, String payload, int captured) {
        ByteBuffer frame = ByteBuffer.allocate(54 + captured);
        frame.putShort(12, (short) 0x0800);
        frame.put(14, (byte) 0x45).putShort(16, (short) (40 + payload.length()));
        frame.put(23, (byte) 6).putInt(26, byClient ? 1 : 2).putInt(30, byClient ? 2 : 1);
        frame.putShort(34, (short) (byClient ? CLIENT_PORT : SERVER_PORT));
        frame.putShort(36, (short) (byClient ? SERVER_PORT : CLIENT_PORT));
        frame.putInt(38, sequence).put(46, (byte) 0x50).put(47, (byte) flags);
        frame.put(54, payload.getBytes(US_ASCII), 0, captured);
        ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(8, frame.limit()).putInt(12, 54 + payload.length());
        capture.writeBytes(head.array());
        capture.writeBytes(frame.array());
    }

    private void tcp(boolean byClient, int sequence, String payload) {
        tcp(byClient, Segment.ACK, sequence, payload, payload.length());
    }

    private List<Flow> flows() throws IOException {
        return Flow.of(CaptureFile.read(Files.write(directory.resolve("a.pcap"), capture.toByteArray())));
    }

    private static List<String> said(Flow flow) {
        return flow.steps().stream()
                .map(step -> (step.byClient() ? "> " : "< ") + new String(step.bytes(), US_ASCII))
                .toList();
    }

    @Test
    void tellsWhoSaidWhatAfterWhom() throws IOException {
        tcp(true, Segment.SYN, 99, "", 0);
        tcp(false, Segment.SYN | Segment.ACK, 499, "", 0);
        tcp(true, 100, "ask");
        tcp(false, 500, "answer");
        tcp(true, 103, "more");

        Flow flow = flows().getFirst();

        assertThat(said(flow)).containsExactly("> ask", "< answer", "> more");
        assertThat(flow.serverPort()).isEqualTo(SERVER_PORT);
    }

    @Test
    void whatIsSentAgainIsSaidOnce() throws IOException {
        tcp(true, 100, "one");
        tcp(true, 100, "one");
        tcp(true, 101, "netwo");

        assertThat(said(flows().getFirst())).containsExactly("> one", "> two");
    }

    @Test
    void zerosStandForWhatWasNotCaptured() throws IOException {
        tcp(false, Segment.ACK, 500, "answer", 3);
        tcp(false, 508, "rest");

        Flow flow = flows().getFirst();

        assertThat(said(flow)).containsExactly("< ans\0\0\0", "< \0\0rest");
        assertThat(flow.missing()).isEqualTo(5);
    }

    @Test
    void anotherConnectionOfTheSamePortsIsAnotherFlow() throws IOException {
        tcp(true, 100, "first");
        tcp(true, Segment.SYN, 900, "", 0);
        tcp(true, 901, "second");

        assertThat(flows()).map(FlowTest::said).containsExactly(List.of("> first"), List.of("> second"));
    }

    @Test
    void aFileThatIsNoCaptureIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("b.pcap"), "not a capture at all");

        assertThatThrownBy(() -> CaptureFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("b.pcap");
    }
}
