// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** The types of {@code bpf/include/events.h}, field by field: a test compares them with the compiled objects. */
final class EventLayouts {
    static final int ADDRESS_BYTES = 16;
    static final int COMM_BYTES = 16;
    static final int FILENAME_BYTES = 256;
    static final int ARGUMENTS_BYTES = 512;
    static final int CGROUP_LEVELS = 4;
    static final int CGROUP_NAME_BYTES = 96;

    static final int TCP_OPENED = 1;
    static final int TCP_FAILED = 2;
    static final int TCP_CLOSED = 3;
    static final int TCP_LISTEN = 4;
    static final int TCP_UNLISTEN = 5;
    static final int PROCESS_EXEC = 16;
    static final int PROCESS_FORK = 17;
    static final int PROCESS_EXIT = 18;

    static final int ROLE_CLIENT = 1;
    static final int ROLE_SERVER = 2;

    static final StructLayout ENDPOINTS = structLayout(
                    bytes("local", ADDRESS_BYTES),
                    bytes("remote", ADDRESS_BYTES),
                    JAVA_SHORT.withName("local_port"),
                    JAVA_SHORT.withName("remote_port"),
                    JAVA_INT.withName("netns"))
            .withName("endpoints");

    static final StructLayout TRAFFIC = structLayout(
                    JAVA_LONG.withName("bytes_sent"),
                    JAVA_LONG.withName("bytes_received"),
                    JAVA_INT.withName("retransmits"),
                    JAVA_INT.withName("rtt_us"))
            .withName("traffic");

    static final StructLayout TCP_EVENT = structLayout(
                    JAVA_INT.withName("kind"),
                    JAVA_INT.withName("tgid"),
                    JAVA_LONG.withName("time_ns"),
                    JAVA_LONG.withName("socket"),
                    JAVA_LONG.withName("duration_ns"),
                    ENDPOINTS,
                    TRAFFIC,
                    JAVA_INT.withName("error"),
                    JAVA_BYTE.withName("role"),
                    bytes("padding", 3))
            .withName("tcp_event");

    static final StructLayout PROCESS_EVENT = structLayout(
                    JAVA_INT.withName("kind"),
                    JAVA_INT.withName("tgid"),
                    JAVA_LONG.withName("time_ns"),
                    JAVA_LONG.withName("cgroup_id"),
                    JAVA_INT.withName("parent_tgid"),
                    JAVA_INT.withName("exit_status"),
                    JAVA_LONG.withName("cpu_ns"),
                    bytes("comm", COMM_BYTES))
            .withName("process_event");

    static final StructLayout EXEC_EVENT = structLayout(
                    PROCESS_EVENT.withName("process"),
                    JAVA_INT.withName("arguments_length"),
                    JAVA_INT.withName("padding"),
                    bytes("filename", FILENAME_BYTES),
                    bytes("arguments", ARGUMENTS_BYTES),
                    bytes("cgroup_v2", CGROUP_LEVELS * CGROUP_NAME_BYTES),
                    bytes("cgroup_v1", CGROUP_LEVELS * CGROUP_NAME_BYTES))
            .withName("exec_event");

    static final StructLayout CPU_RECORD = structLayout(
                    JAVA_INT.withName("tgid"),
                    JAVA_INT.withName("padding"),
                    JAVA_LONG.withName("run_ns"),
                    JAVA_LONG.withName("delay_ns"))
            .withName("cpu_record");

    static final StructLayout UNIX_RECORD = structLayout(JAVA_INT.withName("tgid"), JAVA_INT.withName("padding"))
            .withName("unix_record");

    static final StructLayout SOCKET_RECORD = structLayout(
                    JAVA_INT.withName("tgid"),
                    JAVA_INT.withName("state"),
                    JAVA_LONG.withName("time_ns"),
                    JAVA_LONG.withName("socket"),
                    ENDPOINTS,
                    TRAFFIC)
            .withName("socket_record");

    private EventLayouts() {}

    /** The same for builds whose records can be read by this one, and another one otherwise. */
    static int fingerprint() {
        CRC32C hash = new CRC32C();
        String kinds = List.of(
                        TCP_OPENED,
                        TCP_FAILED,
                        TCP_CLOSED,
                        TCP_LISTEN,
                        TCP_UNLISTEN,
                        PROCESS_EXEC,
                        PROCESS_FORK,
                        PROCESS_EXIT)
                .toString();
        hash.update((kinds + TCP_EVENT + PROCESS_EVENT + EXEC_EVENT).getBytes(StandardCharsets.UTF_8));
        return (int) hash.getValue();
    }

    static long offset(StructLayout struct, String field) {
        return struct.byteOffset(PathElement.groupElement(field));
    }

    private static MemoryLayout bytes(String name, int count) {
        return sequenceLayout(count, JAVA_BYTE).withName(name);
    }
}
