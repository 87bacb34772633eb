// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.LibBpf;
import io.sonde.otlp.Mark;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What lets one agent go on where another was killed: the kernel side that stayed attached ({@link Pins}) and the events that were
 * taken and not reported ({@link EventJournal}).
 */
final class Continuity implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Kernel.class.getName());

    private final Pins pins;
    private final JournalReader left;
    private final EventJournal journal;
    private final long unreadableInRings;

    private Continuity(Pins pins, JournalReader left, EventJournal journal, long unreadableInRings) {
        this.pins = pins;
        this.left = left;
        this.journal = journal;
        this.unreadableInRings = unreadableInRings;
    }

    /** @param reported up to where events stand in a report that is on disk */
    static Continuity open(LibBpf library, Path state, KernelConfig config, Mark reported) throws BpfFailure {
        Pins pins = Pins.open(state, config);
        try {
            Files.createDirectories(state);
            JournalReader before = JournalReader.open(state, reported);
            long unreadable = 0;
            for (Pins.Left other : pins.others()) {
                unreadable += OtherBuild.replace(library, other, state, before);
            }
            JournalReader left = JournalReader.open(state, reported);
            EventJournal journal = new EventJournal(state, pins.epoch(), left.files());
            return new Continuity(pins, left, journal, unreadable);
        } catch (IOException e) {
            pins.close();
            throw new BpfFailure(state + " cannot be used: " + e.getMessage());
        }
    }

    Pins pins() {
        return pins;
    }

    EventJournal journal() {
        return journal;
    }

    /** Counts what the agent before had taken out of the ring; on the reader's thread, before anything else. */
    void catchUp(@Nullable Ring ring, RecordHandler handler) {
        try {
            long end = left.replay(pins.epoch(), handler);
            if (ring != null && pins.takenOver()) {
                ring.skipTo(end);
                LOG.log(
                        Level.INFO,
                        "went on where another agent ended: {0} events from its journal, the ring {1,number,percent} full",
                        left.events(),
                        ring.fill());
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "what the agent before had seen is lost in part: " + left.files(), e);
        }
    }

    /** Events of another build's ring and journal; all of them when {@link #catchUp} has run. */
    long unreadable() {
        return unreadableInRings + left.unreadable();
    }

    /** Whether another build's programs were replaced by these. */
    boolean replaced() {
        return !pins.others().isEmpty();
    }

    /** The next agent may go on from here. The journal is still needed until the last report is on disk. */
    @Override
    public void close() {
        pins.close();
    }
}
