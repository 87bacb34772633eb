// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A conversation in a test, seen from the client's host: bytes are said by either side, and what was told of them is listed. */
public final class Talk {
    /** How long each piece takes to pass; the next one begins when it has. */
    public static final long PIECE_NANOS = 100;

    private static final int CLIENT_BEGINS = 0xffff_ff00;
    private static final int SERVER_BEGINS = 1_000_000;

    /** What was told of a request. */
    public record Told(
            String operation,
            String target,
            String variant,
            String status,
            String error,
            String text,
            List<Long> trace,
            long requestBytes,
            long responseBytes,
            long startNanos,
            long firstByteNanos,
            long endNanos,
            List<Integer> positions,
            boolean measured) {
        /** The same without times, which depend on how the bytes were cut. */
        public Told timeless() {
            return new Told(
                    operation,
                    target,
                    variant,
                    status,
                    error,
                    text,
                    trace,
                    requestBytes,
                    responseBytes,
                    0,
                    0,
                    0,
                    positions,
                    measured);
        }

        /** {@code SELECT users =00000 !23505 ~}: as below, with a status only where it is not the error. */
        public String line() {
            return operation
                    + (target.isEmpty() ? "" : " " + target)
                    + (status.isEmpty() || status.equals(error) ? "" : " =" + status)
                    + (error.isEmpty() ? "" : " !" + error)
                    + (measured ? "" : " ~");
        }

        /** {@code GET /users 500 !500 ?}: error behind the exclamation mark, a question mark where times are not known. */
        public String brief() {
            String words = String.join(" ", operation, target, status).strip().replaceAll(" +", " ");
            return words + (error.isEmpty() ? "" : " !" + error) + (measured ? "" : " ?");
        }
    }

    /**
     * A part of a script. Nobody compares them.
     *
     * @param unseen bytes behind them that were not copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Said(Side side, byte[] bytes, int unseen) {
        public Said(Side side, byte... bytes) {
            this(side, bytes, 0);
        }
    }

    private final List<Told> told = new ArrayList<>();
    private final Sessions sessions;
    private final Conversation conversation;
    private final Piece piece = new Piece();
    private int clientPosition = CLIENT_BEGINS;
    private int serverPosition = SERVER_BEGINS;
    private long clock = 1_000;
    private boolean atClient = true;

    public Talk(Protocol... protocols) {
        this(ConversationLimits.DEFAULTS, protocols);
    }

    public Talk(ConversationLimits limits, Protocol... protocols) {
        sessions = new Sessions(List.of(protocols), limits);
        conversation = new Conversation(sessions, listener());
    }

    private Exchanges.Listener listener() {
        return new Exchanges.Listener() {
            @Override
            public void over(Exchange e, long endNanos) {
                told.add(new Told(
                        e.operation,
                        e.target,
                        e.variant,
                        e.status,
                        e.error,
                        e.text(),
                        List.of(e.traceHigh, e.traceLow, e.parentSpan, e.traceSampled ? 1L : 0L),
                        e.requestBytes,
                        e.responseBytes,
                        e.startNanos(),
                        e.firstByteNanos(),
                        endNanos,
                        List.of(e.position(), e.firstByteNanos() == 0 ? 0 : e.answerPosition()),
                        e.isMeasured()));
            }

            @Override
            public boolean wantsText() {
                return true;
            }
        };
    }

    /** Not from the client's host, as else. */
    public Talk seenFromTheServer() {
        atClient = false;
        return this;
    }

    /** Each character is a byte. */
    public Talk client(String text) {
        return client(text.getBytes(ISO_8859_1));
    }

    public Talk server(String text) {
        return server(text.getBytes(ISO_8859_1));
    }

    public Talk client(byte... bytes) {
        return say(Side.CLIENT, bytes, 0, bytes.length, bytes.length);
    }

    public Talk server(byte... bytes) {
        return say(Side.SERVER, bytes, 0, bytes.length, bytes.length);
    }

    public Talk client(byte[]... parts) {
        return client(bytes((Object[]) parts));
    }

    public Talk server(byte[]... parts) {
        return server(bytes((Object[]) parts));
    }

    public Talk say(List<Said> script) {
        for (Said said : script) {
            say(said.side(), said.bytes(), 0, said.bytes().length, said.bytes().length + said.unseen());
        }
        return this;
    }

    /** @param peer who is at the other end */
    public Talk datagram(Side side, long peer, byte... bytes) {
        piece.set(bytes, 0, bytes.length, clock, clock + PIECE_NANOS);
        clock += PIECE_NANOS;
        conversation.datagram((side == Side.CLIENT) == atClient, peer, piece);
        return this;
    }

    /** Bytes of which nothing was copied, but which are known to have passed. */
    public Talk unseen(Side side, int bytes) {
        return say(side, new byte[0], 0, 0, bytes);
    }

    /** Bytes of which nobody knew until the position of the next ones shows it. */
    public Talk lost(Side side, int bytes) {
        if (side == Side.CLIENT) {
            clientPosition += bytes;
        } else {
            serverPosition += bytes;
        }
        return this;
    }

    /** @param total bytes that passed, of which those after {@code to} were not copied */
    public Talk say(Side side, byte[] bytes, int from, int to, int total) {
        boolean client = side == Side.CLIENT;
        piece.set(bytes, from, to, clock, clock + PIECE_NANOS);
        clock += PIECE_NANOS;
        conversation.moved(client == atClient, client ? clientPosition : serverPosition, piece, total);
        return lost(side, total);
    }

    public Talk waits(long nanos) {
        clock += nanos;
        return this;
    }

    public Talk ends() {
        conversation.ended(clock);
        return this;
    }

    /** Another connection, which is read by what read the one before. */
    public Talk again() {
        conversation.begin(0);
        told.clear();
        clientPosition = CLIENT_BEGINS;
        serverPosition = SERVER_BEGINS;
        return this;
    }

    Sessions sessions() {
        return sessions;
    }

    public Conversation conversation() {
        return conversation;
    }

    public int open() {
        return conversation.open();
    }

    public List<Told> told() {
        return told;
    }

    public Told only() {
        if (told.size() != 1) {
            throw new AssertionError("not one request but " + told);
        }
        return told.getFirst();
    }

    public List<String> brief() {
        return told.stream().map(Told::brief).toList();
    }

    public List<Told> timeless() {
        return told.stream().map(Told::timeless).toList();
    }

    /** Bytes out of parts: numbers (one byte each), texts (a byte for each character) and arrays. */
    public static byte[] bytes(Object... parts) {
        var bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number -> bytes.write(number);
                case String text -> bytes.writeBytes(text.getBytes(ISO_8859_1));
                case byte[] array -> bytes.writeBytes(array);
                default -> throw new IllegalArgumentException("no bytes: " + part);
            }
        }
        return bytes.toByteArray();
    }
}
