// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Words;
import io.sonde.agent.protocol.http.Methods;
import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http.StatusCodes;
import io.sonde.agent.protocol.http.TraceParent;
import java.nio.charset.StandardCharsets;

/** Turns values of headers into what is told. Shared by all connections: one thread only. */
final class Values {
    private static final int MOST_CALLS = 4_096;
    private static final int LONGEST = 8_192;
    private static final byte[] GRPC = "application/grpc".getBytes(StandardCharsets.US_ASCII);

    private final Routes routes;
    private final Words calls = new Words(MOST_CALLS);
    private final TraceParent trace = new TraceParent();

    /** Where a value is decoded; longer ones are cut. */
    final byte[] scratch = new byte[LONGEST];

    /** What the block says that was decoded last. */
    final Fields fields = new Fields();

    /** Where blocks are put together that came in several frames. */
    private byte[] block = new byte[0];

    Values(Routes routes) {
        this.routes = routes;
    }

    long refused() {
        return calls.refused();
    }

    /** Reads the block of headers that takes so many bytes with its frames; false: it is none. */
    boolean decode(HpackDecoder decoder, Piece piece, int length) {
        int from = Frame.blockStart(piece, 0);
        int to = Frame.blockEnd(piece, 0);
        if (from < 0) {
            return false;
        }
        if (Frame.HEADER + Frame.length(piece, 0) == length) {
            return decoder.decode(piece.array(), piece.start() + from, piece.start() + to, fields);
        }
        int size = together(piece, from, to, length);
        return decoder.decode(block, 0, size, fields);
    }

    private int together(Piece piece, int from, int to, int length) {
        if (block.length < length) {
            block = new byte[length];
        }
        int size = to - from;
        System.arraycopy(piece.array(), piece.start() + from, block, 0, size);
        int at = Frame.HEADER + Frame.length(piece, 0);
        while (at < length) {
            int more = Frame.length(piece, at);
            System.arraycopy(piece.array(), piece.start() + at + Frame.HEADER, block, size, more);
            size += more;
            at += Frame.HEADER + more;
        }
        return size;
    }

    void interpret(Kind kind, byte[] bytes, int from, int to, FieldValue into) {
        into.clear();
        switch (kind) {
            case UNKNOWN, OTHER -> {}
            case METHOD -> into.text = Methods.name(bytes, from, to);
            case PATH -> {
                into.text = routes.route(bytes, from, to);
                into.call = looksLikeCall(bytes, from, to) ? calls.word(bytes, from + 1, to - from - 1) : "";
            }
            case STATUS -> into.number = StatusCodes.parse(bytes, from, to);
            case CONTENT_TYPE -> into.number = isGrpc(bytes, from, to) ? 1 : 0;
            case GRPC_STATUS -> into.number = GrpcStatus.parse(bytes, from, to);
            case TRACEPARENT -> {
                trace.clear();
                trace.read(bytes, from, to);
                into.number = trace.high();
                into.low = trace.low();
                into.parent = trace.parent();
                into.sampled = trace.sampled();
            }
        }
    }

    /** {@code /package.Service/Method}, with a service whose name has a dot or begins with a capital letter. */
    private static boolean looksLikeCall(byte[] bytes, int from, int to) {
        int slashes = 0;
        boolean named = false;
        for (int i = from; i < to; i++) {
            byte letter = bytes[i];
            if (letter == '/') {
                slashes++;
                named |= slashes == 1 && i + 1 < to && bytes[i + 1] >= 'A' && bytes[i + 1] <= 'Z';
            } else if (letter == '.') {
                named |= slashes == 1;
            } else if (!isNameLetter(letter)) {
                return false;
            }
        }
        return named && slashes == 2 && to - from <= Words.LONGEST && bytes[from] == '/';
    }

    private static boolean isNameLetter(byte letter) {
        int lower = letter | 0x20;
        return (lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
    }

    private static boolean isGrpc(byte[] bytes, int from, int to) {
        if (to - from < GRPC.length) {
            return false;
        }
        for (int i = 0; i < GRPC.length; i++) {
            if (bytes[from + i] != GRPC[i]) {
                return false;
            }
        }
        return to - from == GRPC.length || bytes[from + GRPC.length] != '-';
    }

    Words words() {
        return calls;
    }
}
