// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.BpfMap;
import io.sonde.agent.libbpf.BpfObject;
import io.sonde.agent.libbpf.LibBpf;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of requests: an object, a ring and a table of their own, so that a burst of requests takes no room from the life of
 * connections, and a host where this does not work still has that. Nothing of it outlives the agent.
 */
final class Capture implements AutoCloseable {
    private static final String FILE = "requests.bpf.o";

    /** By index, as {@code enum piece_loss} of pieces.h. */
    static final List<String> CAUSES = List.of("requests.ring", "requests.vectors", "requests.memory");

    private static final List<String> RECEIVING =
            List.of("read_left", "readv_left", "recvfrom_left", "recvmsg_left", "recvmmsg_left");
    private static final List<String> SENDING = List.of(
            "write_left",
            "write_entered",
            "writev_left",
            "writev_entered",
            "sendto_left",
            "sendto_entered",
            "sendmsg_left",
            "sendmsg_entered",
            "sendmmsg_left",
            "sendmmsg_entered");
    private static final List<String> PASSING = List.of("sendfile_left", "splice_left");

    static final Map<String, List<String>> PROBES =
            Map.of("requests-received", RECEIVING, "requests-sent", SENDING, "requests-passed-on", PASSING);

    private final BpfObject object;
    private final List<BpfLink> links = new ArrayList<>();
    private final List<ProbeStatus> statuses = new ArrayList<>();
    private final Ring ring;
    private final BpfMap losses;
    private final BpfMap verdicts;
    private final MemorySegment key = Arena.ofAuto().allocate(JAVA_LONG);
    private final MemorySegment verdict = Arena.ofAuto().allocate(JAVA_INT, 2);
    private long undecided;

    private Capture(BpfObject object, CaptureConfig config) throws BpfFailure {
        this.object = object;
        this.losses = object.map("piece_losses");
        this.verdicts = object.map("verdicts");
        this.ring = Ring.map(object.map("pieces").file(), config.ringBytes());
    }

    /** Null where nothing of it works; why stands in {@code statuses}. */
    static @Nullable Capture open(LibBpf library, KernelConfig config, List<ProbeStatus> statuses) {
        CaptureConfig limits = config.capture();
        if (!limits.enabled()) {
            return null;
        }
        Path file = config.bpfDirectory().resolve(FILE);
        BpfObject object = null;
        try {
            object = BpfObject.open(library, file, false);
            object.map(".data.config").presetInt(config.ignoredPid());
            object.map(".data.payload").presetInt(limits.payload().bytes());
            object.map("pieces").limit(limits.ringBytes());
            object.map("verdicts").limit(limits.decided());
            object.load();
            Capture capture = new Capture(object, limits);
            capture.attach();
            statuses.addAll(capture.statuses);
            return capture;
        } catch (BpfFailure failure) {
            PROBES.keySet().stream()
                    .sorted()
                    .forEach(probe -> statuses.add(ProbeStatus.failed(probe, failure.reason())));
            if (object != null) {
                object.close();
            }
            return null;
        }
    }

    private void attach() {
        PROBES.keySet().stream().sorted().forEach(probe -> {
            try {
                TraceFiles.with(() -> {
                    for (String program : PROBES.getOrDefault(probe, List.of())) {
                        links.add(object.program(program).attach());
                    }
                    return probe;
                });
                statuses.add(ProbeStatus.attached(probe));
            } catch (BpfFailure failure) {
                statuses.add(ProbeStatus.failed(probe, failure.reason()));
            }
        });
    }

    Ring ring() {
        return ring;
    }

    /**
     * From now on at most so many bytes of a call on this connection are copied as they are; 0: none, and it is not told. On the
     * thread that reads the ring.
     */
    void decide(long socket, SocketEnds ends, int limit) {
        key.set(JAVA_LONG, 0, socket);
        verdict.set(JAVA_INT, 0, ports(ends));
        verdict.set(JAVA_INT, Integer.BYTES, limit);
        try {
            verdicts.put(key, verdict);
        } catch (BpfFailure full) {
            undecided++;
        }
    }

    /** As the socket keeps them: the remote one in network order, then the local one. */
    private static int ports(SocketEnds ends) {
        int remote = ends.remotePort();
        return (ends.localPort() << Short.SIZE) | ((remote & 0xff) << Byte.SIZE) | (remote >>> Byte.SIZE);
    }

    Map<String, Long> losses() throws BpfFailure {
        Map<String, Long> found = new LinkedHashMap<>();
        for (int slot = 0; slot < CAUSES.size(); slot++) {
            found.put(CAUSES.get(slot), losses.sum(slot));
        }
        found.put("requests.undecided", undecided);
        found.put("requests.missed", missed());
        return found;
    }

    /** Runs that the kernel skipped; 0 also where it does not count them. */
    private long missed() throws BpfFailure {
        long missed = 0;
        for (BpfLink link : links) {
            missed += link.missedRuns().orElse(0);
        }
        return missed;
    }

    Fill fill(long dropped) {
        return Bounded.REQUESTS_RING.fill(ring.waiting(), ring.capacity(), dropped);
    }

    void detach() {
        links.forEach(BpfLink::close);
        links.clear();
    }

    @Override
    public void close() {
        detach();
        ring.close();
        object.close();
    }
}
