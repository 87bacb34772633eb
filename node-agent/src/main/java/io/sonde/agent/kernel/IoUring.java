// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.BpfMap;
import io.sonde.agent.libbpf.BpfObject;
import io.sonde.agent.libbpf.LibBpf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is moved on TCP sockets by io_uring, which nobody reads: counted by process, so that it can be said. Ends with the agent. */
final class IoUring implements AutoCloseable {
    private static final String FILE = "io_uring.bpf.o";
    static final String NAME = "io-uring";
    private static final String PROGRAM = "io_uring_completed";

    static final Probe PROBE = new Probe(NAME, List.of(PROGRAM), false);

    private final BpfObject object;
    private final BpfLink link;
    private final BpfMap unread;
    private boolean attached = true;

    private IoUring(BpfObject object) throws BpfFailure {
        this.object = object;
        this.unread = object.map("unread");
        this.link = object.program(PROGRAM).attach();
    }

    /** Null where it does not work; why stands in {@code statuses}. */
    static @Nullable IoUring open(LibBpf library, KernelConfig config, List<ProbeStatus> statuses) {
        BpfObject object = null;
        try {
            object = BpfObject.open(library, config.bpfDirectory().resolve(FILE), false);
            object.map(".data.config").presetInt(config.ignoredPid());
            object.load();
            var made = new IoUring(object);
            statuses.add(ProbeStatus.attached(NAME));
            return made;
        } catch (BpfFailure failure) {
            statuses.add(ProbeStatus.failed(NAME, failure.reason()));
            if (object != null) {
                object.close();
            }
            return null;
        }
    }

    /** Says how many. */
    int walk(RingVisitor visitor) throws BpfFailure {
        return (int) unread.show(Integer.BYTES, Long.BYTES, (pids, counts, entries) -> {
            for (int i = 0; i < entries; i++) {
                visitor.visit(pids.getAtIndex(JAVA_INT, i), counts.getAtIndex(JAVA_LONG, i));
            }
        });
    }

    void detach() {
        if (attached) {
            attached = false;
            link.close();
        }
    }

    @Override
    public void close() {
        detach();
        object.close();
    }
}
