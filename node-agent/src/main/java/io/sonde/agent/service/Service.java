// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

/** A service on this host and what its processes did since the last snapshot. Owned by the thread that reads events. */
public final class Service {
    private final ServiceIdentity identity;
    private Program program;
    private long started;
    private long exitedWell;
    private long exitedWithError;
    private long killed;
    private int running;
    private boolean runningReported;
    private int destinations;
    private int requestSeries;
    private int references;
    private final SpanRate spans = new SpanRate();

    Service(ServiceIdentity identity, Program program) {
        this.identity = identity;
        this.program = program;
    }

    public ServiceIdentity identity() {
        return identity;
    }

    /** The program that says most about this service. */
    public Program program() {
        return program;
    }

    /** How many series its connections have. */
    public int destinations() {
        return destinations;
    }

    public void addDestinations(int change) {
        destinations += change;
    }

    /** How many kinds of its requests are told apart. */
    public int requestSeries() {
        return requestSeries;
    }

    public void addRequestSeries(int change) {
        requestSeries += change;
    }

    /** How many spans of its requests go out. */
    public SpanRate spans() {
        return spans;
    }

    /** Somebody will speak of this service again: it is not forgotten until each has let go. */
    public void retain() {
        references++;
    }

    public void release() {
        references--;
    }

    public void processJoined(Program joined) {
        running++;
        if (joined.weight() > program.weight()) {
            program = joined;
        }
    }

    public void processLeft() {
        running--;
    }

    public void processStarted() {
        started++;
    }

    public void processExited(Outcome outcome) {
        switch (outcome) {
            case OK -> exitedWell++;
            case ERROR -> exitedWithError++;
            case SIGNAL -> killed++;
        }
    }

    /** Nobody speaks of it and nothing is left to say. */
    boolean isForgettable() {
        return references == 0 && running == 0 && !runningReported;
    }

    /** What happened since the last call. */
    ProcessCounts drainCounts() {
        boolean runningToSay = running > 0 || runningReported;
        var counts = new ProcessCounts(
                started, exitedWell, exitedWithError, killed, runningToSay ? running : ProcessCounts.NOTHING_TO_SAY);
        started = 0;
        exitedWell = 0;
        exitedWithError = 0;
        killed = 0;
        runningReported = running > 0;
        return counts;
    }

    @Override
    public String toString() {
        return identity.name();
    }
}
