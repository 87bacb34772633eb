// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.CPU_RECORD;
import static io.sonde.agent.kernel.EventLayouts.ENDPOINTS;
import static io.sonde.agent.kernel.EventLayouts.EXEC_EVENT;
import static io.sonde.agent.kernel.EventLayouts.PROCESS_EVENT;
import static io.sonde.agent.kernel.EventLayouts.SOCKET_RECORD;
import static io.sonde.agent.kernel.EventLayouts.TCP_EVENT;
import static io.sonde.agent.kernel.EventLayouts.TRAFFIC;
import static io.sonde.agent.kernel.EventLayouts.UNIX_RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of the ring must mean the same bytes; needs neither root nor a kernel. */
class EventLayoutsTest {
    static Stream<Arguments> structs() {
        return Stream.of(
                Arguments.of("tcp.bpf.o", TCP_EVENT),
                Arguments.of("tcp.bpf.o", ENDPOINTS),
                Arguments.of("tcp.bpf.o", TRAFFIC),
                Arguments.of("process.bpf.o", PROCESS_EVENT),
                Arguments.of("process.bpf.o", EXEC_EVENT),
                Arguments.of("cpu.bpf.o", CPU_RECORD),
                Arguments.of("unix.bpf.o", UNIX_RECORD),
                Arguments.of("sockets.bpf.o", SOCKET_RECORD),
                Arguments.of("requests.bpf.o", MovedBytesView.PIECE),
                Arguments.of("requests.bpf.o", ENDPOINTS),
                Arguments.of("sockets.bpf.o", ENDPOINTS),
                Arguments.of("sockets.bpf.o", TRAFFIC));
    }

    @ParameterizedTest
    @MethodSource("structs")
    void structIsTheSameOnBothSides(String object, StructLayout layout) throws IOException {
        ObjectTypes.Struct compiled = ObjectTypes.of(LiveKernel.OBJECTS.resolve(object))
                .struct(layout.name().orElseThrow());

        assertThat(fields(layout)).isEqualTo(compiled.fields());
        assertThat((int) layout.byteSize()).isEqualTo(compiled.size());
    }

    private static List<ObjectTypes.Field> fields(StructLayout layout) {
        List<ObjectTypes.Field> fields = new ArrayList<>();
        for (MemoryLayout member : layout.memberLayouts()) {
            String name = member.name().orElseThrow();
            fields.add(new ObjectTypes.Field(name, (int) EventLayouts.offset(layout, name)));
        }
        return fields;
    }

    @Test
    void constantsOfTheCaptureAreTheSameOnBothSides() throws IOException {
        ObjectTypes types = ObjectTypes.of(LiveKernel.OBJECTS.resolve("requests.bpf.o"));

        assertThat(types.constants("piece_flag"))
                .isEqualTo(Map.of(
                        "PIECE_OUTGOING",
                        MovedBytesView.OUTGOING,
                        "PIECE_UDP",
                        MovedBytesView.UDP,
                        "PIECE_KNOWN",
                        MovedBytesView.KNOWN));
        assertThat(types.constants("piece_loss"))
                .isEqualTo(Map.of(
                        "PIECE_LOSS_RING", Capture.CAUSES.indexOf("requests.ring"),
                        "PIECE_LOSS_VECTORS", Capture.CAUSES.indexOf("requests.vectors"),
                        "PIECE_LOSS_MEMORY", Capture.CAUSES.indexOf("requests.memory"),
                        "PIECE_LOSS_COUNT", Capture.CAUSES.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp.bpf.o", "process.bpf.o", "cpu.bpf.o", "sockets.bpf.o", "unix.bpf.o"})
    void constantsAreTheSameOnBothSides(String object) throws IOException {
        ObjectTypes types = ObjectTypes.of(LiveKernel.OBJECTS.resolve(object));

        assertThat(types.constants("event_kind"))
                .isEqualTo(Map.of(
                        "EVENT_TCP_OPENED", EventLayouts.TCP_OPENED,
                        "EVENT_TCP_FAILED", EventLayouts.TCP_FAILED,
                        "EVENT_TCP_CLOSED", EventLayouts.TCP_CLOSED,
                        "EVENT_TCP_LISTEN", EventLayouts.TCP_LISTEN,
                        "EVENT_TCP_UNLISTEN", EventLayouts.TCP_UNLISTEN,
                        "EVENT_PROCESS_EXEC", EventLayouts.PROCESS_EXEC,
                        "EVENT_PROCESS_FORK", EventLayouts.PROCESS_FORK,
                        "EVENT_PROCESS_EXIT", EventLayouts.PROCESS_EXIT));
        assertThat(types.constants("tcp_role"))
                .isEqualTo(Map.of(
                        "ROLE_UNKNOWN", 0,
                        "ROLE_CLIENT", EventLayouts.ROLE_CLIENT,
                        "ROLE_SERVER", EventLayouts.ROLE_SERVER));
        assertThat(types.constants("loss"))
                .isEqualTo(Map.of(
                        "LOSS_RING_TCP", Losses.CAUSES.indexOf("kernel.ring.tcp"),
                        "LOSS_RING_PROCESS", Losses.CAUSES.indexOf("kernel.ring.process"),
                        "LOSS_TABLE_SOCKETS", Losses.CAUSES.indexOf("kernel.table.sockets"),
                        "LOSS_TABLE_CONNECTS", Losses.CAUSES.indexOf("kernel.table.connects"),
                        "LOSS_COUNT", Losses.CAUSES.size()));
    }
}
