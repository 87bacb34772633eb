// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.request.Span.TraceOrigin;
import io.sonde.otlp.SpanValue.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Which trace a request belongs to. Both ends of a connection see the same sequence numbers, which begin at random: where the request
 * and its answer begin names them, and what both ends make of these two numbers is the same, without a word between them. It is made
 * in a way that nobody who reads traces can guess the numbers of a connection that still lives.
 */
final class TraceIds {
    private static final byte[] ABOUT = "sonde.trace".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest = sha256();
    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES);
    private final ByteBuffer drawn = ByteBuffer.allocate(4 * Long.BYTES);

    private TraceOrigin origin = TraceOrigin.OWN;
    private Trace trace = new Trace(0, 0);
    private long span;
    private long parent;

    /** @param datagrams they have no sequence numbers */
    void of(Exchange exchange, boolean server, boolean datagrams) {
        boolean known = !datagrams && exchange.firstByteNanos() != 0;
        if (known) {
            compute(exchange);
        } else {
            random.nextBytes(drawn.array());
        }
        long clientSpan = nonZero(drawn.getLong(2 * Long.BYTES));
        long serverSpan = nonZero(drawn.getLong(3 * Long.BYTES));
        span = server ? serverSpan : clientSpan;
        if (carriesTrace(exchange)) {
            origin = TraceOrigin.TRACEPARENT;
            trace = new Trace(exchange.traceHigh, exchange.traceLow);
            parent = exchange.parentSpan;
        } else {
            origin = known ? TraceOrigin.CONNECTION : TraceOrigin.OWN;
            trace = new Trace(nonZero(drawn.getLong(0)), drawn.getLong(Long.BYTES));
            parent = known && server ? clientSpan : 0;
        }
    }

    private void compute(Exchange exchange) {
        numbers.putInt(0, exchange.position());
        numbers.putInt(Integer.BYTES, exchange.answerPosition());
        digest.update(ABOUT);
        drawn.put(0, digest.digest(numbers.array()));
    }

    static boolean carriesTrace(Exchange exchange) {
        return (exchange.traceHigh | exchange.traceLow) != 0;
    }

    /** A number by which both ends choose the same requests; known when the request begins. */
    static long draw(Exchange exchange) {
        return mix(carriesTrace(exchange) ? exchange.traceLow : exchange.position());
    }

    private static long mix(long value) {
        long mixed = (value + 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 29)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 32);
    }

    /** Zero means none. */
    private static long nonZero(long id) {
        return id == 0 ? 1 : id;
    }

    TraceOrigin origin() {
        return origin;
    }

    Trace trace() {
        return trace;
    }

    long span() {
        return span;
    }

    long parent() {
        return parent;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("BUG: every Java has it", e);
        }
    }
}
