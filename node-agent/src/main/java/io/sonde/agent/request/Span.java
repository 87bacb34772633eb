// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Family;
import io.sonde.otlp.Attributes;
import io.sonde.otlp.SpanValue.Trace;

/**
 * A request of which more is told than that it happened.
 *
 * @param what it was, for its name
 * @param labels as its kind has them in metrics
 * @param text what was asked in full, without anything secret; empty: nothing is to be said
 * @param parent id of the span that it is a part of; 0: of none
 * @param firstByteNanos from its beginning until its answer began; negative: no answer was seen to begin
 */
public record Span(
        What what,
        Attributes labels,
        String text,
        Ends ends,
        Trace trace,
        TraceOrigin origin,
        long span,
        long parent,
        long startUnixNanos,
        long endUnixNanos,
        long firstByteNanos,
        SpanDecision because) {

    /** @param named its labels say the name of the server */
    public record What(
            Family family,
            String protocol,
            boolean server,
            String operation,
            String target,
            boolean failed,
            boolean named) {}

    /**
     * @param serverAddress at which the server was asked, as this end sees it
     * @param clientPort port of the client, as the server sees it; 0: this is the client
     */
    public record Ends(boolean datagrams, String serverAddress, int serverPort, int clientPort) {}

    /** Where the id of a trace comes from. */
    public enum TraceOrigin {
        /** The request carries it. */
        TRACEPARENT("traceparent"),
        /** From where the request and its answer lie in their connection: the other end comes to the same. */
        CONNECTION("connection"),
        /** Nobody else knows it. */
        OWN("own");

        private final String text;

        TraceOrigin(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
