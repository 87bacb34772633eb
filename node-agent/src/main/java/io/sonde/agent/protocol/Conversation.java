// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One connection as its protocol sees it: decides once which protocol it is, puts the bytes of each direction in order by their
 * positions, cuts them into messages, and keeps account of what was not seen. One thread only; no garbage per message.
 */
public final class Conversation {
    /** What is known of the protocol. */
    public enum State {
        /** Its first bytes said nothing yet. */
        UNDECIDED,
        /** It is read. */
        READ,
        /** Nothing of it is of interest any more: no known protocol, encrypted, or upgraded to something unknown. */
        IGNORED
    }

    private final Sessions sessions;
    private final Exchanges.Listener listener;
    private final Flow sent;
    private final Flow received;

    private State state = State.UNDECIDED;
    private @Nullable Protocol protocol;
    private @Nullable Session session;
    private @Nullable Dialogue dialogue;
    /** Where the connection was accepted; 0: nobody knows. */
    private int port;
    /** Of datagrams: who is at the other end. */
    private long peer;

    private String unread = "";
    /** Whose bytes those sent from this end are. */
    private Side sender = Side.CLIENT;

    private int guesses;
    private long losses;
    private boolean wantsMore;
    /** When the last byte passed. */
    private long lastNanos;

    /** @param listener who is told of its requests */
    public Conversation(Sessions sessions, Exchanges.Listener listener) {
        this.sessions = sessions;
        this.listener = listener;
        this.sent = new Flow(sessions.buffers);
        this.received = new Flow(sessions.buffers);
    }

    /**
     * Another connection, as if this was just made; the one before has {@link #ended}.
     *
     * @param acceptedAt port where the connection was accepted; 0: nobody knows
     */
    public void begin(int acceptedAt) {
        port = acceptedAt;
        state = State.UNDECIDED;
        protocol = null;
        unread = "";
        peer = 0;
        sender = Side.CLIENT;
        guesses = 0;
        losses = 0;
        wantsMore = false;
        lastNanos = 0;
        sent.renew();
        received.renew();
    }

    public State state() {
        return state;
    }

    public @Nullable Protocol protocol() {
        return protocol;
    }

    /** Only of a conversation that is read: whether this end asks or answers. */
    public Side localSide() {
        return sender;
    }

    /** Requests that have no complete answer yet. */
    public int open() {
        return session == null ? 0 : session.exchanges().open();
    }

    /** Tells those without an answer that began before; they stay, so that a late answer goes to nobody else. */
    public void giveUpBefore(long startNanos, long nowNanos) {
        if (session != null) {
            session.exchanges().giveUpBefore(startNanos, nowNanos);
        }
    }

    /** Why nothing more is read of a protocol that is known; empty: it is read, or not known. */
    public String unread() {
        return dialogue == null ? unread : dialogue.unread();
    }

    /** How often something of it went by unseen that was needed. */
    public long losses() {
        return losses;
    }

    /** Whether something was needed that its call moved and that was not copied. */
    public boolean wantsMore() {
        return wantsMore;
    }

    /**
     * What one system call moved, or a part of it.
     *
     * @param outgoing sent from this end
     * @param position of the first byte in its direction, modulo 2^32
     * @param total bytes that this stands for: those in the piece and those behind it that were not copied
     */
    public void moved(boolean outgoing, int position, Piece piece, long total) {
        if (state == State.IGNORED) {
            return;
        }
        Flow flow = outgoing ? sent : received;
        lastNanos = Math.max(lastNanos, piece.endNanos());
        arrive(flow, outgoing, position, piece.endNanos());
        flow.position = position + (int) total;
        flow.copied = position + piece.length();
        if (piece.length() > 0) {
            read(flow, outgoing, piece);
        }
        long notCopied = total - piece.length();
        if (notCopied > 0) {
            long before = losses;
            unseen(flow, outgoing, notCopied, piece.endNanos());
            wantsMore |= losses > before;
        }
        Flow other = outgoing ? received : sent;
        if (other.hasPending() && state == State.READ) {
            readOn(other, !outgoing, other.pending(sessions.joined));
        }
        if (sent.rest == Dialogue.REST && received.rest == Dialogue.REST) {
            leave();
        }
    }

    /** Both sides say nothing more that is of interest. */
    private void leave() {
        state = State.IGNORED;
        unread = unread();
        if (open() == 0) {
            endSession();
        }
    }

    private void endSession() {
        if (session != null) {
            sessions.end(session);
            session = null;
            dialogue = null;
        }
    }

    /**
     * A datagram, which is a message by itself or nothing.
     *
     * @param from tells those at the other end apart
     */
    public void datagram(boolean outgoing, long from, Piece piece) {
        if (piece.length() == 0) {
            return; // anybody may send one, and no protocol knows what to say of it
        }
        peer = from;
        Flow flow = outgoing ? sent : received;
        cutShort(flow, outgoing);
        flow.rest = 0;
        flow.lost = false;
        readOn(flow, outgoing, piece);
        cutShort(flow, outgoing);
    }

    /** What waits for more will get none: nothing of it may be left in the dialogue either. */
    private void cutShort(Flow flow, boolean outgoing) {
        if (flow.hasPending()) {
            lose(flow, outgoing);
        }
    }

    private void arrive(Flow flow, boolean outgoing, int position, long nanos) {
        int gap = flow.begun ? flow.gapBefore(position) : 0;
        flow.begun = true;
        if (gap != 0) {
            unseen(flow, outgoing, gap < 0 ? Long.MAX_VALUE : gap, nanos);
        }
    }

    /** The connection is over. */
    public void ended(long nanos) {
        if (session != null && dialogue != null) {
            unread = dialogue.unread();
            dialogue.ended(lastNanos);
            session.exchanges().abort(nanos);
            endSession();
        }
        ignore();
    }

    private void ignore() {
        state = State.IGNORED;
        sent.forget();
        received.forget();
    }

    private void read(Flow flow, boolean outgoing, Piece piece) {
        int skipped = skip(flow, outgoing, piece);
        if (skipped == piece.length()) {
            return;
        }
        Piece rest = skipped == 0 ? piece : after(piece, skipped);
        readOn(flow, outgoing, flow.with(rest, sessions.joined));
    }

    private Piece after(Piece piece, int bytes) {
        int from = piece.start() + bytes;
        return sessions.part.set(
                piece.array(), from, piece.start() + piece.length(), piece.startNanos(), piece.endNanos());
    }

    /** Passes over what is left of a message that was read; returns how much of the piece that takes. */
    private int skip(Flow flow, boolean outgoing, Piece piece) {
        if (flow.rest == 0) {
            return 0;
        }
        int skipped = (int) Math.min(flow.rest, piece.length());
        if (flow.rest != Dialogue.REST) {
            flow.rest -= skipped;
            finishMessage(flow, outgoing, piece.endNanos());
        }
        return skipped;
    }

    private void finishMessage(Flow flow, boolean outgoing, long nanos) {
        if (flow.rest == 0 && flow.inMessage && dialogue != null) {
            flow.inMessage = false;
            dialogue.passed(side(outgoing), nanos);
            succeed();
        }
    }

    private void readOn(Flow flow, boolean outgoing, Piece piece) {
        if (dialogue == null && !decide(flow, outgoing, piece)) {
            return;
        }
        if (flow.lost) {
            if (dialogue == null || !dialogue.resumes(side(outgoing), piece)) {
                flow.forget();
                return;
            }
            flow.lost = false;
        }
        if (session != null) {
            messages(session.exchanges(), flow, outgoing, piece);
        }
    }

    private void messages(Exchanges exchanges, Flow flow, boolean outgoing, Piece whole) {
        Piece piece = whole;
        exchanges.peer(peer);
        int overflows = exchanges.overflows();
        while (piece.length() > 0 && dialogue != null) {
            exchanges.position(flow.copied - piece.length());
            long length = dialogue.read(side(outgoing), piece);
            if (length == Dialogue.MORE || length == Dialogue.LATER) {
                if (!flow.keep(piece, sessions.limits.pendingBytes())) {
                    lose(flow, outgoing);
                }
                return;
            }
            if (length < 0) {
                lose(flow, outgoing);
                return;
            }
            flow.inMessage = true;
            int here = (int) Math.min(length, piece.length());
            flow.rest = length == Dialogue.REST ? length : length - here;
            finishMessage(flow, outgoing, piece.endNanos());
            piece = after(piece, here);
        }
        flow.forget();
        if (exchanges.overflows() != overflows) {
            lose(outgoing ? received : sent, !outgoing);
        }
    }

    private void succeed() {
        Dialogue next = dialogue == null ? null : dialogue.successor();
        if (next != null) {
            dialogue = next;
        }
    }

    private Side side(boolean outgoing) {
        return outgoing ? sender : sender.other();
    }

    /** Which protocol it is, for good; false: nobody knows yet. */
    private boolean decide(Flow flow, boolean outgoing, Piece piece) {
        boolean unsure = false;
        for (Protocol candidate : sessions.protocols) {
            switch (candidate.recognise(piece, port)) {
                case NO -> {}
                case UNSURE -> unsure = true;
                case REQUEST -> {
                    open(candidate, outgoing ? Side.CLIENT : Side.SERVER);
                    return true;
                }
                case RESPONSE -> {
                    open(candidate, outgoing ? Side.SERVER : Side.CLIENT);
                    return true;
                }
            }
        }
        boolean kept = unsure && flow.keep(piece, sessions.limits.pendingBytes());
        if (!kept) {
            flow.forget();
        }
        if (++guesses >= sessions.limits.guesses()) {
            ignore();
        }
        return false;
    }

    private void open(Protocol found, Side whoSends) {
        protocol = found;
        sender = whoSends;
        session = sessions.begin(found, listener);
        dialogue = session.dialogue();
        state = State.READ;
    }

    /** So many bytes went by that nobody saw. */
    private void unseen(Flow flow, boolean outgoing, long bytes, long nanos) {
        if (flow.rest == Dialogue.REST) {
            return;
        }
        if (flow.rest >= bytes) {
            flow.rest -= bytes;
            finishMessage(flow, outgoing, nanos);
            return;
        }
        if (dialogue != null) {
            lose(flow, outgoing);
        } else {
            flow.forget();
        }
    }

    private void lose(Flow flow, boolean outgoing) {
        flow.forget();
        flow.rest = 0;
        flow.inMessage = false;
        if (!flow.lost && dialogue != null) {
            flow.lost = true;
            losses++;
            dialogue.lost(side(outgoing));
        }
    }
}
