// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Talk.Said;
import io.sonde.agent.protocol.Talk.Told;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A conversation written down, to be said as it is, in pieces of any size, from either end, or spoilt: what every dialogue must bear. The
 * seeds are fixed: a failure comes again.
 */
public final class Script {
    private static final int CUTS = 200;
    private static final int SPOILT = 3_000;
    /** So many spoilt ones are followed by another connection. */
    private static final int USES = 300;

    /** Recognition may take any number of pieces here; a connection in real life is given up after a few. */
    private static final ConversationLimits PATIENT = new ConversationLimits(64 << 10, 1_024, 1_000_000);

    private static final ConversationLimits NARROW = new ConversationLimits(4_096, 64, 100);

    private final List<Said> parts;

    public Script() {
        this(List.of());
    }

    public Script(List<Said> parts) {
        this.parts = new ArrayList<>(parts);
    }

    public Script client(Object... bytes) {
        parts.add(new Said(Side.CLIENT, bytes(bytes)));
        return this;
    }

    public Script server(Object... bytes) {
        parts.add(new Said(Side.SERVER, bytes(bytes)));
        return this;
    }

    /** So many bytes of the last one who spoke that nobody saw. */
    public Script unseen(int bytes) {
        Said last = parts.removeLast();
        parts.add(new Said(last.side(), last.bytes(), last.unseen() + bytes));
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
        return parts.getFirst().bytes();
    }

    /** One line for each request, those without an answer at the end as aborted. */
    public List<String> lines(Protocol protocol) {
        return told(protocol).stream().map(Told::line).toList();
    }

    public List<Told> told(Protocol protocol) {
        return new Talk(PATIENT, protocol).say(parts).ends().told();
    }

    /** However the bytes are cut and from whichever end they are watched, the same requests are told. */
    public void isTheSameInPieces(Supplier<Protocol> protocol) {
        List<Told> whole = new Talk(PATIENT, protocol.get()).say(parts).ends().timeless();
        assertThat(whole).isNotEmpty();
        for (int seed = 0; seed < CUTS; seed++) {
            var random = new Random(seed);
            int longest = seed < 2 ? 1 : 1 + random.nextInt(40);
            var talk = new Talk(PATIENT, protocol.get());
            if (seed % 2 == 1) {
                talk.seenFromTheServer();
            }
            parts.forEach(said -> inPieces(talk, said, random, longest));
            assertThat(talk.ends().timeless()).as("cut with seed %d", seed).isEqualTo(whole);
        }
    }

    private static void inPieces(Talk talk, Said said, Random random, int longest) {
        byte[] bytes = said.bytes();
        int from = 0;
        do {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(longest));
            int unseen = to == bytes.length ? said.unseen() : 0;
            talk.say(said.side(), bytes, from, to, to - from + unseen);
            from = to;
        } while (from < bytes.length);
    }

    /**
     * Whatever happens to the bytes, nothing breaks and nothing grows, all that began is told, and nothing of it is left in what reads
     * the next connection.
     *
     * @return the greatest number of requests that it was ever taken for
     */
    public int spoilt(Supplier<Protocol> protocol) {
        Protocol one = protocol.get();
        int most = 0;
        for (int seed = 0; seed < SPOILT; seed++) {
            var random = new Random(seed);
            boolean usedAgain = seed < USES;
            var talk = new Talk(usedAgain ? PATIENT : NARROW, one);
            if (random.nextBoolean()) {
                talk.seenFromTheServer();
            }
            parts.forEach(said -> spoilt(talk, said, random));
            assertThat(talk.open()).isLessThanOrEqualTo((usedAgain ? PATIENT : NARROW).openRequests());
            most = Math.max(most, talk.ends().told().size());
            assertThat(talk.open()).as("left open with seed %d", seed).isZero();
            if (usedAgain) {
                AsNew.check(talk.sessions(), one, "seed " + seed);
                assertThat(talk.again().say(parts).ends().timeless())
                        .as("used again after seed %d", seed)
                        .isEqualTo(new Talk(PATIENT, one).say(parts).ends().timeless());
            }
        }
        return most;
    }

    private static void spoilt(Talk talk, Said said, Random random) {
        byte[] bytes = said.bytes().clone();
        int any = random.nextInt(bytes.length + 1);
        switch (random.nextInt(16)) {
            case 0 -> {
                return;
            }
            case 1 -> change(bytes, any, (byte) random.nextInt());
            case 2 -> change(bytes, any, (byte) (bytes[Math.min(any, bytes.length - 1)] ^ 1 << random.nextInt(8)));
            case 3 -> bytes = Arrays.copyOfRange(bytes, any, bytes.length);
            case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
            case 5 -> random.nextBytes(bytes);
            case 6 -> Arrays.fill(bytes, any, bytes.length, (byte) random.nextInt());
            case 7 -> talk.lost(said.side(), random.nextInt(100_000));
            case 8 -> bytes = Arrays.copyOf(bytes, any);
            case 9 -> talk.say(List.of(said));
            case 10 -> {
                for (int i = any; i < bytes.length; i += 1 + random.nextInt(20)) {
                    bytes[i] = random.nextBoolean() ? (byte) random.nextInt(4) : (byte) -1;
                }
            }
            default -> {}
        }
        Side side = random.nextInt(50) == 0 ? said.side().other() : said.side();
        int seen = random.nextInt(8) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        int unseen = bytes.length - seen + said.unseen();
        if (random.nextBoolean()) {
            talk.say(side, bytes, 0, seen, seen + unseen);
        } else {
            inPieces(talk, new Said(side, Arrays.copyOf(bytes, seen), unseen), random, 1 + random.nextInt(64));
        }
    }

    private static void change(byte[] bytes, int at, byte value) {
        if (bytes.length > 0) {
            bytes[Math.min(at, bytes.length - 1)] = value;
        }
    }
}
