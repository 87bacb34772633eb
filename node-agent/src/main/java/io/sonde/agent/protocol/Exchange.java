// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import org.jspecify.annotations.Nullable;

/** One request and, once it is there, its answer. Filled in by a {@link Dialogue}, used again after it is told. */
public final class Exchange {
    /** No number that the protocol knows requests by. */
    public static final long NO_ID = Long.MIN_VALUE;

    /** Tells requests of one connection apart that are not answered in order; {@link #NO_ID} where they are. */
    public long id = NO_ID;

    /** What was asked, few values: method, command, name of the call. */
    public String operation = "";
    /** On what, few values: route, table, topic, name. Empty: nothing to say. */
    public String target = "";
    /** Which kind of the protocol, where it matters: {@code grpc} is told as a protocol of its own. Empty: as the connection. */
    public String variant = "";
    /** Status as the protocol gives it; empty: it has none, or there is no answer. */
    public String status = "";
    /** Why it failed, few values; empty: it did not. */
    public String error = "";
    /** What was asked in full, without anything secret, for a span; only made where {@link Exchanges#wantsText} says so. */
    public String text = "";

    /** As the W3C trace context writes them; 0: the request carries none. */
    public long traceHigh;

    public long traceLow;
    public long parentSpan;

    public long requestBytes;
    public long responseBytes;

    /** State of the dialogue's own, for instance which of several answers is due. */
    public int note;

    long peer;
    long startNanos;
    long firstByteNanos;
    boolean unmeasured;
    boolean told;

    @Nullable
    Exchange newer;

    @Nullable
    Exchange older;

    public long startNanos() {
        return startNanos;
    }

    /** When the answer began; 0: it did not yet. */
    public long firstByteNanos() {
        return firstByteNanos;
    }

    /** The answer begins; later calls change nothing. */
    public void answerBegins(long nanos) {
        if (firstByteNanos == 0) {
            firstByteNanos = nanos;
        }
    }

    /** Its times are known to be wrong (joined midway, a piece was lost): it counts, its duration does not. */
    public void unmeasured() {
        unmeasured = true;
    }

    public boolean isMeasured() {
        return !unmeasured;
    }

    void begin(long nanos) {
        id = NO_ID;
        operation = "";
        target = "";
        variant = "";
        status = "";
        error = "";
        text = "";
        traceHigh = 0;
        traceLow = 0;
        parentSpan = 0;
        requestBytes = 0;
        responseBytes = 0;
        note = 0;
        startNanos = nanos;
        firstByteNanos = 0;
        unmeasured = false;
        told = false;
        newer = null;
        older = null;
    }
}
