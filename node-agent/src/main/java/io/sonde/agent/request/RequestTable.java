// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.kernel.MovedBytes;
import io.sonde.agent.kernel.SocketEnds;
import io.sonde.agent.kernel.TcpEvent;
import io.sonde.agent.net.Endpoints;
import io.sonde.agent.net.ListenerTable;
import io.sonde.agent.net.TranslationTable;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.protocol.Conversation;
import io.sonde.agent.protocol.ConversationLimits;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Sessions;
import io.sonde.agent.service.Service;
import io.sonde.agent.table.LongTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the conversation on every socket and counts its requests by service, peer and kind. One thread only; no garbage per
 * request in steady state.
 */
public final class RequestTable {
    private static final int MOST_BYTES = 16_384;
    /** Of datagrams nobody says when it is over; a stream whose end was missed is found by this as well. */
    private static final long LONGEST_SILENCE_NANOS = Duration.ofHours(1).toNanos();

    private static final long LONGEST_DATAGRAM_SILENCE_NANOS =
            Duration.ofSeconds(30).toNanos();
    private static final int SERVER_ERROR = 500;
    private static final String GRPC = "grpc";

    /** Between two reports: bulk data would take the room of everybody else's requests. */
    private static final long BULK_BYTES = 16 << 20;

    /** Of a stretch on a connection with bulk data. */
    private static final int ENDS_BYTES = 512;

    /** A connection that lives so long is worth a word to the kernel side, which then looks at less. */
    private static final int PIECES_OF_LONG_ONES = 8;

    /** Enough for a burst of short connections; the rest is left to the collector. */
    private static final int SPARE = 1_024;

    /** What the kernel side is told about a connection. */
    public interface Decisions {
        /** It is of no interest any more. */
        void ignore(long socket, SocketEnds ends);

        /** Its ends are known here, and of a stretch so many bytes are wanted, of longer ones head and tail. */
        void limit(long socket, SocketEnds ends, int bytes);

        /** How many bytes of a stretch are wanted of a connection that speaks this. */
        default int wanted(String protocol) {
            return MOST_BYTES;
        }

        /** The same where something was needed that was not copied. */
        default int most(String protocol) {
            return wanted(protocol);
        }
    }

    private final Sessions sessions;
    private final LongTable<Talk> talks;
    private final ArrayDeque<Talk> spare = new ArrayDeque<>();
    private final RequestSeriesTable series;
    private final SpanTable spans;
    private final ProcessTable processes;
    private final ListenerTable listeners;
    private final TranslationTable translations;
    private final Decisions decisions;
    private final long timeoutNanos;
    private final Endpoints ends = new Endpoints();
    private final Piece piece = new Piece();
    private final byte[] bytes = new byte[MOST_BYTES];
    private final Map<String, RequestSeriesTable.Kind> kinds = new HashMap<>();
    private final RequestSeriesTable.Kind grpc = new RequestSeriesTable.Kind(GRPC, Family.RPC);
    private List<Talk> closing = new ArrayList<>();
    private List<Talk> closedBefore = new ArrayList<>();
    private Ended ended = new Ended();
    private Ended endedBefore = new Ended();
    private long untracked;
    private long gaps;
    private long bulk;

    /** @param protocols those that are understood, the surest first */
    public RequestTable(
            List<Protocol> protocols,
            RequestLimits limits,
            ProcessTable processes,
            ListenerTable listeners,
            TranslationTable translations,
            Decisions decisions) {
        this.sessions = new Sessions(protocols, ConversationLimits.DEFAULTS);
        this.talks = new LongTable<>(limits.conversations());
        this.series = new RequestSeriesTable(limits.series(), limits.seriesPerService(), translations.names());
        this.spans = new SpanTable(limits.spans());
        this.timeoutNanos = limits.timeout().toNanos();
        this.processes = processes;
        this.listeners = listeners;
        this.translations = translations;
        this.decisions = decisions;
        for (Protocol protocol : protocols) {
            kinds.put(protocol.name(), new RequestSeriesTable.Kind(protocol.name(), protocol.family()));
        }
    }

    /** In the order in which the calls returned. */
    public void moved(MovedBytes moved) {
        Talk talk = talk(moved);
        if (talk == null || talk.decided) {
            return;
        }
        talk.lastNanos = moved.endNanos();
        if (talk.pid != moved.pid() && talk.isAsking(moved.outgoing())) {
            owned(talk, moved.pid());
        }
        moved.copyTo(bytes);
        long start = moved.startNanos() == 0 ? moved.endNanos() : moved.startNanos();
        piece.set(bytes, 0, moved.copied(), start, moved.endNanos());
        Conversation conversation = talk.conversation();
        if (talk.datagrams) {
            talk.ends.copyFrom(moved);
            translations.resolve(talk.ends);
            conversation.datagram(moved.outgoing(), talk.ends.peerHash(), piece);
        } else {
            conversation.moved(moved.outgoing(), moved.position(), piece, moved.total());
        }
        gaps += talk.newGaps();
        if (!talk.datagrams) {
            decide(talk, moved);
        }
    }

    private void decide(Talk talk, MovedBytes moved) {
        talk.pieces++;
        talk.copiedBytes += moved.copied();
        if (talk.conversation().state() == Conversation.State.IGNORED) {
            talk.decided = true;
            decisions.ignore(talk.socket, moved);
        } else if (talk.copiedBytes > BULK_BYTES) {
            less(talk, moved);
        } else if (talk.share == Talk.Share.USUAL && talk.conversation().wantsMore()) {
            int most = decisions.most(protocolOf(talk));
            limit(talk, moved, most > MOST_BYTES ? Talk.Share.LARGE : Talk.Share.NO_LARGER, most);
        } else if (talk.share == Talk.Share.USUAL && talk.pieces == PIECES_OF_LONG_ONES) {
            int wanted = decisions.wanted(protocolOf(talk));
            limit(talk, moved, wanted > MOST_BYTES ? Talk.Share.LARGE : Talk.Share.USUAL, wanted);
        }
    }

    /** What is dear is copied for as long as there is little of it. */
    private void less(Talk talk, MovedBytes moved) {
        switch (talk.share) {
            case LARGE -> {
                talk.copiedBytes = 0;
                limit(talk, moved, Talk.Share.NO_LARGER, Math.min(MOST_BYTES, decisions.wanted(protocolOf(talk))));
            }
            case USUAL, NO_LARGER -> {
                bulk++;
                limit(talk, moved, Talk.Share.ENDS, ENDS_BYTES);
            }
            case ENDS -> {}
        }
    }

    private void limit(Talk talk, MovedBytes moved, Talk.Share share, int bytesOfStretch) {
        talk.share = share;
        decisions.limit(talk.socket, moved, bytesOfStretch);
    }

    private static String protocolOf(Talk talk) {
        Protocol known = talk.conversation().protocol();
        return known == null ? "" : known.name();
    }

    private @Nullable Talk talk(MovedBytes moved) {
        Talk known = talks.get(moved.socket());
        if (known != null && known.isOf(moved)) {
            return known;
        }
        if (moved.known()) {
            untracked++;
            return null;
        }
        if (known != null) {
            endEarly(known, moved.endNanos());
        }
        return begin(moved);
    }

    private @Nullable Talk begin(MovedBytes moved) {
        Talk fresh = spare.isEmpty() ? new Talk(this, sessions) : spare.pop();
        if (!talks.put(moved.socket(), fresh)) {
            untracked++;
            recycle(fresh);
            return null;
        }
        ends.copyFrom(moved);
        translations.resolve(ends);
        fresh.begin(moved, ends, listeners.isListening(ends) ? moved.localPort() : 0);
        return fresh;
    }

    private void recycle(Talk talk) {
        if (spare.size() < SPARE) {
            spare.push(talk);
        }
    }

    private void owned(Talk talk, int pid) {
        Service owner = processes.serviceOf(pid);
        talk.pid = pid;
        if (talk.service != owner) {
            if (talk.service != null) {
                talk.service.release();
            }
            owner.retain();
            talk.service = owner;
        }
    }

    /** What was copied before may still come, in this round or in the next. */
    public void closed(TcpEvent event) {
        Talk talk = talks.get(event.socket());
        if (talk != null && !talk.closed && talk.ends.sameAs(event)) {
            talk.closed = true;
            talk.lastNanos = event.timeNanos();
            closing.add(talk);
        } else {
            ended.add(event.socket(), event);
        }
    }

    /** A round is over: everything that was copied before its events has been read. */
    public void movedAll() {
        for (int i = 0; i < closedBefore.size(); i++) {
            Talk talk = closedBefore.get(i);
            if (talks.get(talk.socket) == talk) {
                end(talk, talk.lastNanos);
                recycle(talk);
            }
        }
        closedBefore.clear();
        for (int i = 0; i < endedBefore.size(); i++) {
            endedBeforeItWasKnown(endedBefore.socket(i), endedBefore.ends(i));
        }
        endedBefore.clear();
        Ended none = endedBefore;
        endedBefore = ended;
        ended = none;
        List<Talk> empty = closedBefore;
        closedBefore = closing;
        closing = empty;
    }

    /** A short connection: what was said on it is read after its end. */
    private void endedBeforeItWasKnown(long socket, Endpoints those) {
        Talk talk = talks.get(socket);
        if (talk != null && !talk.closed && !talk.datagrams && talk.ends.sameAs(those)) {
            endEarly(talk, talk.lastNanos);
        }
    }

    /** One that is closed as well still waits for its turn to be forgotten: it is not used again before. */
    private void endEarly(Talk talk, long nanos) {
        end(talk, nanos);
        if (!talk.closed) {
            recycle(talk);
        }
    }

    private void end(Talk talk, long nanos) {
        talk.conversation().ended(nanos);
        gaps += talk.newGaps();
        talks.remove(talk.socket);
        if (talk.service != null) {
            talk.service.release();
        }
    }

    void over(Talk talk, Exchange exchange, long endNanos) {
        Service service = talk.service;
        Protocol protocol = talk.conversation().protocol();
        if (service == null || protocol == null) {
            return;
        }
        RequestSeriesTable.Kind kind = exchange.variant.equals(GRPC) ? grpc : kinds.get(protocol.name());
        if (kind == null) {
            return;
        }
        boolean server = talk.server();
        String error = error(exchange, kind, server);
        RequestSeries of = series.of(service, server, talk.ends, kind, exchange, error);
        long nanos = Math.max(0, endNanos - exchange.startNanos());
        if (of != null) {
            of.over(exchange.isMeasured(), nanos);
        }
        if (spans.isOn()) {
            long unusual = of == null ? Long.MAX_VALUE : of.unusualNanos();
            SpanDecision decision = spans.decide(service, exchange, !error.isEmpty(), nanos, unusual);
            if (decision.isKept()) {
                Span span = span(talk, service, kind, exchange, new SpanTable.Ended(nanos, decision));
                if (of != null) {
                    of.spanKept(span);
                }
            }
        }
    }

    private Span span(
            Talk talk, Service service, RequestSeriesTable.Kind kind, Exchange exchange, SpanTable.Ended ended) {
        boolean server = talk.server();
        String error = error(exchange, kind, server);
        var key = new RequestKey();
        key.set(service, server, talk.ends, kind.protocol(), exchange, error);
        RequestKey named = key.named(translations.names());
        var what = new Span.What(
                kind.family(),
                kind.protocol(),
                server,
                exchange.operation,
                exchange.target,
                !error.isEmpty(),
                named.ends.isNamed());
        return spans.keep(service, what, RequestLabels.of(named, kind.family()), talk, exchange, ended);
    }

    boolean keepsSpans() {
        return spans.isOn();
    }

    /** A client's mistake is no failure of the server that told it so. */
    private static String error(Exchange exchange, RequestSeriesTable.Kind kind, boolean server) {
        boolean clientsFault = server
                && kind.family() == Family.HTTP
                && exchange.error.equals(exchange.status)
                && exchange.status.compareTo(String.valueOf(SERVER_ERROR)) < 0;
        return clientsFault ? "" : exchange.error;
    }

    /** Looks after what nobody tells: answers that do not come, conversations without an end, peers that became known. */
    public Map<Service, List<RequestSnapshot>> drain(long nowNanos) {
        talks.forEach(talk -> {
            talk.copiedBytes = 0;
            talk.conversation().giveUpBefore(nowNanos - timeoutNanos, nowNanos);
            if (!talk.ends.isTranslated()) {
                translations.resolve(talk.ends);
            }
        });
        List<Talk> silent = new ArrayList<>();
        talks.forEach(talk -> {
            long longest = talk.datagrams ? LONGEST_DATAGRAM_SILENCE_NANOS : LONGEST_SILENCE_NANOS;
            if (nowNanos - talk.lastNanos > longest && talk.conversation().open() == 0) {
                silent.add(talk);
            }
        });
        silent.forEach(talk -> endEarly(talk, nowNanos));
        return series.drain(spans.timesUsual());
    }

    /** Spans that were kept since the last call. */
    public Map<Service, List<Span>> drainSpans() {
        return spans.drain();
    }

    /** How many requests there were of each decision about their spans, since the start. */
    public Map<SpanDecision, Long> spanCounts() {
        return spans.counts();
    }

    public int spanSize() {
        return spans.size();
    }

    public int spanLimit() {
        return spans.limit();
    }

    public int size() {
        return talks.size();
    }

    public int limit() {
        return talks.limit();
    }

    public int seriesSize() {
        return series.size();
    }

    public int seriesLimit() {
        return series.limit();
    }

    public RequestLosses losses() {
        return new RequestLosses(untracked, gaps, bulk, series.folded(), series.dropped());
    }
}
