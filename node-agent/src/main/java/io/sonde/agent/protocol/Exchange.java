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
    /** As the W3C trace context writes them; 0: the request carries none. */
    public long traceHigh;

    public long traceLow;
    public long parentSpan;
    /** The application keeps that trace. */
    public boolean traceSampled;

    public long requestBytes;
    public long responseBytes;

    /** State of the dialogue's own, for instance which of several answers is due. */
    public int note;

    private final Exchanges.Pool pool;
    private final Saying saying;
    private String text = "";
    private String more = "";

    long peer;
    int position;
    int answerPosition;
    long startNanos;
    long firstByteNanos;
    boolean unmeasured;
    boolean told;

    @Nullable
    Exchange newer;

    @Nullable
    Exchange older;

    Exchange(Exchanges.Pool pool) {
        this.pool = pool;
        saying = new Saying(pool.room);
    }

    /** What was asked, known already and without anything secret, in two parts of which either may be empty. */
    public void says(String words, String moreWords) {
        text = words;
        more = moreWords;
    }

    /** What was asked, as it was sent: it is put into words only for a span. */
    public void says(Wording how, byte[] bytes, int from, int to) {
        saying.keep(how, bytes, from, to);
    }

    /** What was asked in full, without anything secret; empty: nothing is to be said. Makes garbage. */
    public String text() {
        return text.isEmpty() ? saying.text() : text + more;
    }

    void giveUp() {
        saying.giveUp();
    }

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
            answerPosition = pool.position;
        }
    }

    /**
     * Where the message lies that it began with, among the bytes of its direction: both ends of a connection count alike, however
     * their bytes are cut and whatever happens to addresses on the way.
     */
    public int position() {
        return position;
    }

    /** The same of the message that the answer began with; says nothing while {@link #firstByteNanos} is 0. */
    public int answerPosition() {
        return answerPosition;
    }

    /** Its times are known to be wrong (joined midway, a piece was lost): it counts, its duration does not. */
    public void unmeasured() {
        unmeasured = true;
    }

    public boolean isMeasured() {
        return !unmeasured;
    }

    void begin(long nanos) {
        position = pool.position;
        answerPosition = 0;
        id = NO_ID;
        operation = "";
        target = "";
        variant = "";
        status = "";
        error = "";
        text = "";
        more = "";
        saying.clear();
        traceHigh = 0;
        traceLow = 0;
        parentSpan = 0;
        traceSampled = false;
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
