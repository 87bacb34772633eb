// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

/** Why a span of a request was kept, or why not. */
public enum SpanDecision {
    /** It failed. */
    ERROR("error", true),
    /** It took long, or much longer than its kind usually does. */
    SLOW("slow", true),
    /** The application keeps the trace that it belongs to. */
    APPLICATION("application", true),
    /** It is one of the share that is kept. */
    SHARE("share", true),
    /** It is not, or the application does not keep its trace. */
    NOT_CHOSEN("not_chosen", false),
    /** Its duration is not known. */
    UNMEASURED("unmeasured", false),
    /** It failed or was slow, and there were too many of those in that second. */
    RATE("rate", false),
    /** Too many wait for the next report. */
    FULL("full", false);

    private final String text;
    private final boolean kept;

    SpanDecision(String text, boolean kept) {
        this.text = text;
        this.kept = kept;
    }

    public String text() {
        return text;
    }

    public boolean isKept() {
        return kept;
    }
}
