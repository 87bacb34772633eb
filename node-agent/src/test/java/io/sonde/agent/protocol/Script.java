// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A conversation written down, to be played as it is, in pieces of any size, or spoilt. Each part takes 500 ns, every 1,000 ns. */
public final class Script {
    /** Enough for pieces of one byte. */
    private static final ConversationLimits LIMITS = new ConversationLimits(64 << 10, 1_000, 1_000_000);

    /** So many spoilt ones are followed by another connection. */
    private static final int USES = 300;

    private static final class Part {
        final boolean client;
        final byte[] bytes;
        final int unseen;

        Part(boolean client, byte[] bytes, int unseen) {
            this.client = client;
            this.bytes = bytes;
            this.unseen = unseen;
        }
    }

    /** What was told of a request. */
    public record Told(
            String operation,
            String target,
            String status,
            String error,
            String text,
            boolean measured,
            long startNanos,
            long firstByteNanos,
            long endNanos,
            long requestBytes,
            long responseBytes,
            String positions) {
        /** In a line: operation, target, error after an exclamation mark, a tilde if its times are worth nothing. */
        @Override
        public String toString() {
            return operation
                    + (target.isEmpty() ? "" : " " + target)
                    + (status.isEmpty() || status.equals(error) ? "" : " =" + status)
                    + (error.isEmpty() ? "" : " !" + error)
                    + (measured ? "" : " ~");
        }

        String withoutTimes() {
            return this + " " + text + " " + requestBytes + " " + responseBytes + " at " + positions;
        }
    }

    private final List<Part> parts = new ArrayList<>();

    public Script client(Object... bytes) {
        parts.add(new Part(true, bytes(bytes), 0));
        return this;
    }

    public Script server(Object... bytes) {
        parts.add(new Part(false, bytes(bytes), 0));
        return this;
    }

    /** So many bytes of the last one who spoke that nobody saw. */
    public Script unseen(int bytes) {
        Part last = parts.removeLast();
        parts.add(new Part(last.client, last.bytes, last.unseen + bytes));
        return this;
    }

    /** Text as it is, numbers as one byte, arrays. */
    public static byte[] bytes(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case byte[] array -> bytes.writeBytes(array);
                case Integer number -> bytes.write(number);
                default -> bytes.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    public byte[] first() {
        return parts.getFirst().bytes;
    }

    /** One line for each request, those without an answer at the end as aborted. */
    public List<String> lines(Protocol protocol) {
        return told(protocol).stream().map(Told::toString).toList();
    }

    public List<Told> told(Protocol protocol) {
        return new Play(protocol, true).play(parts, null);
    }

    /** Whether all is told the same in whatever pieces it comes, and from whichever end it is watched. */
    public List<List<String>> inPieces(Protocol protocol) {
        List<List<String>> all = new ArrayList<>();
        all.add(withoutTimes(new Play(protocol, true).play(parts, null)));
        all.add(withoutTimes(new Play(protocol, false).play(parts, null)));
        all.add(withoutTimes(new Play(protocol, true).play(parts, () -> 1)));
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            all.add(withoutTimes(new Play(protocol, seed % 2 == 0).play(parts, () -> 1 + random.nextInt(40))));
        }
        return all;
    }

    private static List<String> withoutTimes(List<Told> told) {
        return told.stream().map(Told::withoutTimes).toList();
    }

    /** Plays it spoilt in many ways; the greatest number of requests that it was ever taken for. */
    public int spoilt(Protocol protocol, int rounds) {
        int most = 0;
        for (int seed = 0; seed < rounds; seed++) {
            Random random = new Random(seed);
            List<Part> spoilt = new ArrayList<>();
            for (Part part : parts) {
                spoil(part, random, spoilt);
            }
            Pieces pieces = random.nextBoolean() ? null : () -> 1 + random.nextInt(200);
            var play = new Play(protocol, random.nextBoolean());
            most = Math.max(most, play.play(spoilt, pieces).size());
            if (seed < USES) {
                usedAgain(play, seed);
            }
        }
        return most;
    }

    /** Whatever a connection was like, nothing of it is left in what reads the next one. */
    private void usedAgain(Play play, int seed) {
        AsNew.check(play.sessions, play.protocol, "seed " + seed);
        List<String> fresh = withoutTimes(new Play(play.protocol, play.atClient).play(parts, null));
        assertThat(withoutTimes(play.again().play(parts, null)))
                .as("used again after seed %d", seed)
                .isEqualTo(fresh);
    }

    private static void spoil(Part part, Random random, List<Part> spoilt) {
        byte[] bytes = part.bytes.clone();
        switch (random.nextInt(10)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> spoilt.add(part);
            case 2 -> {
                if (bytes.length > 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 3 -> {
                for (int i = random.nextInt(bytes.length + 1); i < bytes.length; i += 1 + random.nextInt(20)) {
                    bytes[i] = random.nextBoolean() ? (byte) random.nextInt(4) : (byte) -1;
                }
            }
            case 4 -> {
                spoilt.add(new Part(part.client, bytes, random.nextInt(1_000)));
                return;
            }
            case 5 -> {
                return;
            }
            default -> {}
        }
        spoilt.add(new Part(random.nextInt(50) == 0 ? !part.client : part.client, bytes, part.unseen));
    }

    private interface Pieces {
        int next();
    }

    private static final class Play implements Exchanges.Listener {
        private final Protocol protocol;
        private final boolean atClient;
        private final List<Told> told = new ArrayList<>();
        private final int[] positions = new int[2];
        private final Sessions sessions;
        private final Conversation conversation;
        private long now = 1_000_000;

        Play(Protocol protocol, boolean atClient) {
            this.protocol = protocol;
            this.atClient = atClient;
            sessions = new Sessions(List.of(protocol), LIMITS);
            conversation = new Conversation(sessions, this);
        }

        List<Told> play(List<Part> parts, @Nullable Pieces pieces) {
            for (Part part : parts) {
                int at = 0;
                do {
                    int length = pieces == null ? part.bytes.length : Math.min(pieces.next(), part.bytes.length - at);
                    move(part, at, length);
                    at += length;
                } while (at < part.bytes.length);
            }
            conversation.ended(now);
            return told;
        }

        Play again() {
            conversation.begin(0);
            told.clear();
            Arrays.fill(positions, 0);
            return this;
        }

        private void move(Part part, int from, int length) {
            int flow = part.client ? 0 : 1;
            boolean last = from + length == part.bytes.length;
            long total = (long) length + (last ? part.unseen : 0);
            Piece piece = new Piece().set(part.bytes, from, from + length, now, now + 500);
            conversation.moved(part.client == atClient, positions[flow], piece, total);
            positions[flow] += (int) total;
            now += 1_000;
        }

        @Override
        public void over(Exchange exchange, long endNanos) {
            told.add(new Told(
                    exchange.operation,
                    exchange.target,
                    exchange.status,
                    exchange.error,
                    exchange.text,
                    exchange.isMeasured(),
                    exchange.startNanos(),
                    exchange.firstByteNanos(),
                    endNanos,
                    exchange.requestBytes,
                    exchange.responseBytes,
                    exchange.position() + " " + (exchange.firstByteNanos() == 0 ? "-" : exchange.answerPosition())));
        }

        @Override
        public boolean wantsText() {
            return true;
        }
    }
}
