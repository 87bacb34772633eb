// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.ARGUMENTS_BYTES;
import static io.sonde.agent.kernel.EventLayouts.CGROUP_LEVELS;
import static io.sonde.agent.kernel.EventLayouts.CGROUP_NAME_BYTES;
import static io.sonde.agent.kernel.EventLayouts.COMM_BYTES;
import static io.sonde.agent.kernel.EventLayouts.EXEC_EVENT;
import static io.sonde.agent.kernel.EventLayouts.FILENAME_BYTES;
import static io.sonde.agent.kernel.EventLayouts.PROCESS_EVENT;
import static io.sonde.agent.kernel.EventLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@code process_event}, or the longer {@code exec_event} that starts with one, where it lies in the ring. */
final class ProcessEventView implements ProcessEvent {
    private static final long PID = offset(PROCESS_EVENT, "tgid");
    private static final long TIME = offset(PROCESS_EVENT, "time_ns");
    private static final long CGROUP_ID = offset(PROCESS_EVENT, "cgroup_id");
    private static final long PARENT = offset(PROCESS_EVENT, "parent_tgid");
    private static final long STATUS = offset(PROCESS_EVENT, "exit_status");
    private static final long CPU = offset(PROCESS_EVENT, "cpu_ns");
    private static final long COMM = offset(PROCESS_EVENT, "comm");
    private static final long ARGUMENTS_LENGTH = offset(EXEC_EVENT, "arguments_length");
    private static final long FILENAME = offset(EXEC_EVENT, "filename");
    private static final long ARGUMENTS = offset(EXEC_EVENT, "arguments");
    private static final long CGROUP_V2 = offset(EXEC_EVENT, "cgroup_v2");
    private static final long CGROUP_V1 = offset(EXEC_EVENT, "cgroup_v1");
    private static final int SIGNAL_BITS = 0x7f;

    private MemorySegment memory = MemorySegment.NULL;
    private long start;
    private boolean exec;

    void moveTo(MemorySegment newMemory, long newStart, boolean isExec) {
        memory = newMemory;
        start = newStart;
        exec = isExec;
    }

    @Override
    public int pid() {
        return intAt(PID);
    }

    @Override
    public int parentPid() {
        return intAt(PARENT);
    }

    @Override
    public long timeNanos() {
        return memory.get(JAVA_LONG, start + TIME);
    }

    @Override
    public String comm() {
        return text(COMM, COMM_BYTES);
    }

    @Override
    public String filename() {
        return exec ? text(FILENAME, FILENAME_BYTES) : "";
    }

    @Override
    public List<String> arguments() {
        if (!exec) {
            return List.of();
        }
        int end = Math.min(intAt(ARGUMENTS_LENGTH), ARGUMENTS_BYTES);
        List<String> arguments = new ArrayList<>();
        for (int from = 0; from < end; ) {
            int length = length(ARGUMENTS + from, end - from);
            arguments.add(string(ARGUMENTS + from, length));
            from += length + 1;
        }
        return List.copyOf(arguments);
    }

    @Override
    public long cgroupId() {
        return memory.get(JAVA_LONG, start + CGROUP_ID);
    }

    @Override
    public List<String> cgroupNames() {
        if (!exec) {
            return List.of();
        }
        List<String> names = new ArrayList<>(2 * CGROUP_LEVELS);
        addNames(names, CGROUP_V2);
        addNames(names, CGROUP_V1);
        return List.copyOf(names);
    }

    private void addNames(List<String> names, long offset) {
        for (int level = 0; level < CGROUP_LEVELS; level++) {
            String name = text(offset + (long) level * CGROUP_NAME_BYTES, CGROUP_NAME_BYTES);
            if (name.isEmpty()) {
                return;
            }
            names.add(name);
        }
    }

    @Override
    public long cpuNanos() {
        return memory.get(JAVA_LONG, start + CPU);
    }

    @Override
    public int exitCode() {
        return intAt(STATUS) >> 8 & 0xff;
    }

    @Override
    public int exitSignal() {
        return intAt(STATUS) & SIGNAL_BITS;
    }

    private int intAt(long offset) {
        return memory.get(JAVA_INT, start + offset);
    }

    private String text(long offset, int limit) {
        return string(offset, length(offset, limit));
    }

    private int length(long offset, int limit) {
        int length = 0;
        while (length < limit && memory.get(JAVA_BYTE, start + offset + length) != 0) {
            length++;
        }
        return length;
    }

    private String string(long offset, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(memory, JAVA_BYTE, start + offset, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
