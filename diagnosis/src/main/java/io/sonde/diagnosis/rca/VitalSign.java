// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** A number that says by itself what is wrong if it rises, and how much of a rise matters. */
public enum VitalSign {
    /** Share of time in which a disk is busy. */
    DISK_BUSY(FaultKind.DISK, Part.VITALS, .2, .3, "the disk is busy %.0f %% -> %.0f %% of the time", 100),
    /** Seconds per operation of a disk. */
    DISK_SECONDS(FaultKind.DISK, Part.VITALS, .005, .02, "an operation of the disk takes %.3g ms -> %.3g ms", 1000),
    /** Share of look-ups of names that fail (no such name, no answer, refused). */
    NAME_FAILURES(FaultKind.NAMES, Part.VITALS, .02, .1, "%.1f %% -> %.1f %% of look-ups of names fail", 100),
    /** Seconds per look-up of a name. */
    NAME_SECONDS(FaultKind.NAMES, Part.VITALS, .02, .1, "a look-up of a name takes %.3g ms -> %.3g ms", 1000),
    /** Share of time in which the collector of garbage stops everything. */
    GC_SHARE(FaultKind.GC, Part.VITALS, .05, .1, "collecting garbage takes %.1f %% -> %.1f %% of the time", 100),
    /** Share of the heap that is in use after a collection. */
    HEAP_SHARE(FaultKind.MEMORY, Part.VITALS, .1, .15, "the heap is %.0f %% -> %.0f %% full", 100),
    /** Share of what its container may use that is in use. */
    MEMORY_SHARE(FaultKind.MEMORY, Part.VITALS, .1, .15, "its memory is %.0f %% -> %.0f %% of what it may use", 100),
    /** Processes killed for want of memory: an event, of which one is enough. */
    OOM_KILLS(
            FaultKind.MEMORY,
            Part.VITALS,
            1,
            .3,
            "killed for want of memory: %2$.0f of its processes (usually %1$.1f in such a time)",
            1),
    /** Seconds that a request waits for a connection of a pool. */
    POOL_SECONDS(FaultKind.POOL, Part.WAITS, .01, .05, "waits %.3g ms -> %.3g ms for a connection of its pool", 1000),
    /** Requests that wait for a connection of a pool. */
    POOL_WAITING(FaultKind.POOL, Part.WAITS, 1, 3, "%.1f -> %.1f requests wait for a connection of its pool", 1),
    /** Seconds that a transaction waits for a lock. */
    LOCK_SECONDS(FaultKind.LOCK, Part.VITALS, .02, .1, "waits %.3g ms -> %.3g ms for a lock", 1000),
    /** Share of periods in which its limit keeps it from the processor. */
    THROTTLED(
            FaultKind.CPU, Part.VITALS, .1, .2, "is kept from the processor in %.0f %% -> %.0f %% of the periods", 100),
    /** Share of time in which others of the node have the processor that it wants. */
    STOLEN(FaultKind.CPU, Part.VITALS, .05, .1, "waits for others %.1f %% -> %.1f %% of the time", 100),
    /** Share of TLS handshakes that fail as a certificate is not valid. */
    CERTIFICATE_FAILURES(
            FaultKind.CERTIFICATE, Part.VITALS, .05, .1, "%.0f %% -> %.0f %% of handshakes fail: certificate", 100),
    /** Share of segments that are sent again. */
    RETRANSMITTED(FaultKind.NETWORK, Part.VITALS, .01, .02, "%.2f %% -> %.2f %% of segments are sent again", 100),
    /** Requests per second; a rise counts as a share of what was usual. */
    DEMAND(FaultKind.SURGE, Part.VITALS, .8, 1, "is asked %.3g -> %.3g times per second", 1),
    /** 1 where a node should report and does not. */
    SILENT(FaultKind.NODE, Part.VITALS, .5, .2, "reports nothing in %.0f %% -> %.0f %% of the steps", 100);

    /** Of less than this, a multiple is nothing. */
    private static final double LEAST_DEMAND = 1;

    private static final double PERCENT = 100;

    private final FaultKind kind;
    private final Part part;
    private final double least;
    private final double half;
    private final String sentence;
    private final double shown;

    /**
     * @param least a rise by less is none
     * @param half the rise that is worth one half
     * @param shown by how much the sentence multiplies
     */
    VitalSign(FaultKind kind, Part part, double least, double half, String sentence, double shown) {
        this.kind = kind;
        this.part = part;
        this.least = least;
        this.half = half;
        this.sentence = sentence;
        this.shown = shown;
    }

    FaultKind kind() {
        return kind;
    }

    Part part() {
        return part;
    }

    double least() {
        return least;
    }

    /** Whether its points are numbers of events, which are added up; of others the level counts. */
    boolean isCounted() {
        return this == OOM_KILLS;
    }

    /** How much it rose, as it is measured for this sign. */
    double rise(double before, double now) {
        return this == DEMAND ? (now - before) / Math.max(before, LEAST_DEMAND) : now - before;
    }

    double value(double rise) {
        return Scale.half(rise, half);
    }

    /** For a chart. */
    Measured measured(double before, double now, Points points) {
        boolean share = shown == PERCENT;
        double times = share ? PERCENT : 1;
        return new Measured(
                Words.camelCase(name()),
                share ? "%" : name().endsWith("SECONDS") ? "s" : "1",
                before * times,
                now * times,
                points.times(times),
                null);
    }

    String sentence(double before, double now) {
        return Sentence.of(sentence, before * shown, now * shown);
    }
}
