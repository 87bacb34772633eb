// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http.StatusCodes;
import io.sonde.agent.protocol.http2.Http2Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their answers on one connection, in order. A message of it is a head with its body, or a head, then each chunk.
 * Which request an answer belongs to is written nowhere, only the order tells: {@link Pairing} knows what to do when something of
 * the order was not seen.
 */
final class Http1Dialogue implements Dialogue {
    private static final int CONTINUE_LAST = 199;
    private static final int SWITCHING = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Routes routes;
    private final Http2Protocol http2;
    private final Exchanges exchanges;
    private final Pairing pairing;
    private final Head request = new Head(true);
    private final Head response = new Head(false);
    private final Body requestBody = new Body();
    private final Body responseBody = new Body();

    /** What follows is not HTTP any more. */
    private boolean tunnel;

    /** What follows is HTTP/2. */
    private @Nullable Dialogue successor;

    /** The answer that passes ends with the connection. */
    private boolean untilClose;

    Http1Dialogue(Exchanges exchanges, Routes routes, Http2Protocol http2) {
        this.exchanges = exchanges;
        this.routes = routes;
        this.http2 = http2;
        pairing = new Pairing(exchanges);
    }

    @Override
    public long read(Side side, Piece piece) {
        if (tunnel) {
            return REST;
        }
        pairing.now(piece.endNanos());
        if (side == Side.CLIENT) {
            return requestBody.isDue() ? requestPart(piece) : request(piece);
        }
        return responseBody.isDue() ? responsePart(piece) : response(piece);
    }

    private long requestPart(Piece piece) {
        long length = requestBody.read(piece);
        Exchange asking = pairing.asking();
        if (asking != null && length > 0) {
            asking.requestBytes += length;
        }
        return length;
    }

    private long responsePart(Piece piece) {
        long length = responseBody.read(piece);
        Exchange answering = pairing.answering();
        if (answering != null && length > 0) {
            answering.responseBytes += length;
        }
        return length;
    }

    private long request(Piece piece) {
        if (isEmptyLine(piece)) {
            return 1;
        }
        if (pairing.mayLeaveHttp()) {
            return LATER;
        }
        long head = request.read(piece);
        if (head <= 0) {
            return head;
        }
        long length = head;
        if (request.isChunked()) {
            requestBody.beginChunks();
        } else {
            length += Math.max(0, request.contentLength());
            requestBody.ends();
        }
        Exchange exchange = pairing.begin(piece.startNanos());
        if (exchange != null) {
            describe(exchange, piece);
            exchange.requestBytes = length;
            pairing.begun(exchange);
        }
        request.clear();
        return length;
    }

    private void describe(Exchange exchange, Piece piece) {
        int start = piece.start();
        exchange.operation = request.method();
        if (!request.method().equals("CONNECT")) {
            exchange.target = routes.route(piece.array(), start + request.targetStart(), start + request.targetEnd());
        }
        exchange.note = Expected.note(request);
        request.trace().tell(exchange);
    }

    /** Some clients send one behind a body. */
    private static boolean isEmptyLine(Piece piece) {
        return piece.get(0) == '\r' || piece.get(0) == '\n';
    }

    private long response(Piece piece) {
        if (isEmptyLine(piece)) {
            return 1;
        }
        if (pairing.mustWait()) {
            return LATER;
        }
        long head = response.read(piece);
        if (head <= 0) {
            return head;
        }
        int status = response.status();
        long length = status <= CONTINUE_LAST && status != SWITCHING ? head : answer(piece, head, status);
        response.clear();
        return length;
    }

    private long answer(Piece piece, long head, int status) {
        Exchange due = pairing.answer(piece.startNanos(), piece.endNanos());
        int note = due == null ? 0 : due.note;
        if (due != null && status == SWITCHING && Expected.isHttp2(note)) {
            successor = http2.upgraded(exchanges, due);
            pairing.handOver();
            return head;
        }
        long length = head;
        if (leavesHttp(status, note)) {
            tunnel = true;
            responseBody.ends();
        } else if (hasNoBody(status, note)) {
            responseBody.ends();
        } else if (response.isChunked()) {
            responseBody.beginChunks();
        } else if (response.contentLength() != Head.NO_LENGTH) {
            length += response.contentLength();
            responseBody.ends();
        } else {
            length = Body.UNTIL_CLOSE;
            untilClose = true;
        }
        if (due != null) {
            StatusCodes.tell(status, due);
            due.responseBytes = length == Body.UNTIL_CLOSE ? head : length;
            due.answerBegins(piece.startNanos());
        }
        return length;
    }

    private static boolean leavesHttp(int status, int note) {
        return status == SWITCHING || (Expected.isConnect(note) && status / 100 == 2);
    }

    private static boolean hasNoBody(int status, int note) {
        return Expected.isHead(note) || status == NO_CONTENT || status == NOT_MODIFIED;
    }

    @Override
    public void passed(Side side, long nanos) {
        if (side == Side.CLIENT) {
            if (requestBody.hasEnded()) {
                pairing.asked();
            }
        } else if (responseBody.hasEnded()) {
            pairing.answered(nanos);
        }
    }

    @Override
    public boolean renew() {
        pairing.renew();
        request.clear();
        response.clear();
        requestBody.renew();
        responseBody.renew();
        tunnel = false;
        successor = null;
        untilClose = false;
        return true;
    }

    @Override
    public String unread() {
        return tunnel ? "upgraded" : "";
    }

    @Override
    public @Nullable Dialogue successor() {
        return successor;
    }

    @Override
    public void ended(long lastNanos) {
        if (untilClose) {
            pairing.answered(lastNanos);
        }
        pairing.ended();
    }

    @Override
    public void lost(Side side) {
        if (side == Side.CLIENT) {
            request.clear();
            requestBody.lost();
            pairing.requestsLost();
        } else {
            response.clear();
            responseBody.lost();
            pairing.answersLost();
        }
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        Body body = side == Side.CLIENT ? requestBody : responseBody;
        if (body.resumes(piece)) {
            pairing.foundEnd(side);
            return true;
        }
        Recognition expected = side == Side.CLIENT ? Recognition.REQUEST : Recognition.RESPONSE;
        return FirstLine.recognise(piece) == expected;
    }
}
