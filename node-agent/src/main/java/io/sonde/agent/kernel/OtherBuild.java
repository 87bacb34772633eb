// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.BpfMap;
import io.sonde.agent.libbpf.LibBpf;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an agent of another build left attached. It is detached before anything new is attached, so that nothing is counted twice; what
 * its ring still holds goes into the journal, where its records are laid out as ours, and is counted as lost otherwise.
 */
final class OtherBuild {
    private static final Logger LOG = System.getLogger(Kernel.class.getName());

    private final LibBpf library;
    private final Pins.Left left;
    private long kept;
    private long lost;
    private long noRoom;

    private OtherBuild(LibBpf library, Pins.Left left) {
        this.library = library;
        this.left = left;
    }

    /** Returns how many events nobody can read. */
    static long replace(LibBpf library, Pins.Left left, Path state, JournalReader journal) {
        OtherBuild other = new OtherBuild(library, left);
        try {
            other.detach();
            other.readLosses();
            other.emptyRing(state, journal.end(left.epoch()));
        } catch (IOException | BpfFailure e) {
            LOG.log(Level.WARNING, "what another build had seen is lost in part: {0}", e.getMessage());
        }
        other.remove();
        LOG.log(
                Level.WARNING,
                "replaces the programs of another build: {0} events of its ring are counted, {1} cannot be read, {2} had found no room; what happens until the new ones are attached is not seen",
                other.kept,
                other.lost,
                other.noRoom);
        return other.lost + other.noRoom;
    }

    /** By closing the last handle: when that returns no program runs any more, which removing the file does not promise. */
    private void detach() throws IOException, BpfFailure {
        for (Path pinned : left.links()) {
            BpfLink link = BpfLink.pinned(library, pinned);
            Files.delete(pinned);
            link.close();
        }
    }

    /** What an agent that lived had told already is told again, as it is where a ring is taken over. */
    private void readLosses() throws BpfFailure {
        if (left.isReadable() && Files.exists(left.map(SharedMaps.LOSSES))) {
            BpfMap losses = BpfMap.pinned(library, left.map(SharedMaps.LOSSES));
            try {
                Map<String, Long> counted = Losses.read(losses);
                noRoom = counted.getOrDefault(Losses.RING_TCP, 0L) + counted.getOrDefault(Losses.RING_PROCESS, 0L);
            } finally {
                losses.close();
            }
        }
    }

    private void emptyRing(Path state, long taken) throws BpfFailure {
        if (!Files.exists(left.map(SharedMaps.EVENTS))) {
            return;
        }
        BpfMap events = BpfMap.pinned(library, left.map(SharedMaps.EVENTS));
        try (Ring ring = Ring.map(events.file(), events.entries())) {
            ring.skipTo(taken);
            if (left.isReadable()) {
                keep(ring, state);
            } else {
                ring.drain((_, _) -> lost++, Integer.MAX_VALUE);
            }
        } finally {
            events.close();
        }
    }

    /** Into a file of its epoch, which is counted as if the other agent had written it just before it died. */
    private void keep(Ring ring, Path state) {
        try (EventJournal journal = new EventJournal(state, left.epoch(), List.of())) {
            long before;
            do {
                before = ring.consumed();
                long end = ring.keep(journal, Integer.MAX_VALUE, ring.produced());
                boolean onDisk = journal.unprotectedBytes() == 0;
                int taken = ring.drain((_, _) -> {}, Integer.MAX_VALUE, end);
                kept += onDisk ? taken : 0;
                lost += onDisk ? 0 : taken;
            } while (ring.consumed() > before);
        }
    }

    private void remove() {
        try {
            left.remove();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove {0}: {1}", left.directory(), e.getMessage());
        }
    }
}
