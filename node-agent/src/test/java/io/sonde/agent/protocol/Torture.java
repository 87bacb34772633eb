// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What every dialogue must bear, tried on a valid conversation of its protocol. The seeds are fixed: a failure comes again. */
public final class Torture {
    private static final int SPLITS = 200;
    private static final int MUTATIONS = 3_000;
    private static final int USES = 300;
    private static final int MOST_OPEN = 64;
    private static final int MOST_PENDING = 4_096;

    private Torture() {}

    /** However the bytes are cut, the same requests are told. */
    public static void splitAnywhere(Supplier<Protocol> protocol, List<Talk.Said> script) {
        List<Talk.Told> whole = new Talk(protocol.get()).say(script).ends().timeless();
        assertThat(whole).isNotEmpty();
        for (int seed = 0; seed < SPLITS; seed++) {
            var random = new Random(seed);
            int longest = seed == 0 ? 1 : 1 + random.nextInt(40);
            // Recognition may take any number of pieces here; a connection in real life is given up after a few.
            var talk = new Talk(new ConversationLimits(64 << 10, 1_024, 10_000), protocol.get());
            script.forEach(said -> inParts(talk, said, random, longest));
            assertThat(talk.ends().timeless()).as("split with seed %d", seed).isEqualTo(whole);
        }
    }

    private static void inParts(Talk talk, Talk.Said said, Random random, int longest) {
        byte[] bytes = said.bytes();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(longest));
            talk.say(said.side(), bytes, from, to, to - from);
            from = to;
        }
    }

    /** Whatever happens to the bytes, nothing breaks and nothing grows; all that began is told or known to be open. */
    public static void mutated(Supplier<Protocol> protocol, List<Talk.Said> script) {
        Protocol one = protocol.get();
        for (int seed = 0; seed < MUTATIONS; seed++) {
            var random = new Random(seed);
            var talk = new Talk(new ConversationLimits(MOST_PENDING, MOST_OPEN, 100), one);
            int times = 1 + random.nextInt(4);
            for (int i = 0; i < times; i++) {
                script.forEach(said -> mutated(talk, said, random));
                assertThat(talk.open()).isLessThanOrEqualTo(MOST_OPEN);
            }
            talk.ends();
            assertThat(talk.open()).as("left open with seed %d", seed).isZero();
        }
        usedAgain(protocol, script);
    }

    /** Whatever a connection was like, nothing of it is left in what reads the next one. */
    private static void usedAgain(Supplier<Protocol> protocol, List<Talk.Said> script) {
        List<Talk.Told> fresh = new Talk(protocol.get()).say(script).ends().timeless();
        for (int seed = 0; seed < USES; seed++) {
            var random = new Random(seed);
            Protocol one = protocol.get();
            var talk = new Talk(one);
            List<Talk.Said> part = script.subList(random.nextInt(script.size()), script.size());
            part.forEach(said -> mutated(talk, said, random));
            AsNew.check(talk.ends().sessions(), one, "seed " + seed);
            assertThat(talk.again().say(script).ends().timeless())
                    .as("used again after seed %d", seed)
                    .isEqualTo(fresh);
        }
    }

    private static void mutated(Talk talk, Talk.Said said, Random random) {
        byte[] bytes = said.bytes().clone();
        switch (random.nextInt(10)) {
            case 0 -> {
                return;
            }
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 2 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 3 -> bytes = Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length);
            case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
            case 5 -> random.nextBytes(bytes);
            case 6 -> Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) random.nextInt(256));
            case 7 -> talk.lost(said.side(), random.nextInt(100_000));
            default -> {}
        }
        int seen = random.nextInt(8) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        if (random.nextBoolean()) {
            talk.say(said.side(), bytes, 0, seen, bytes.length);
        } else {
            inParts(talk, new Talk.Said(said.side(), Arrays.copyOf(bytes, seen)), random, 1 + random.nextInt(64));
        }
    }
}
