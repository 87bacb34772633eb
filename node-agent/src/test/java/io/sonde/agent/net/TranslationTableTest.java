// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is really there, each case as what hosts on the way change and what a socket sees. */
class TranslationTableTest {
    private static final String CLIENT = "10.0.1.2:4000";
    private static final String VIRTUAL = "10.96.0.9:80";
    private static final String BACKEND = "10.0.2.2:8080";
    private static final String NODE = "10.0.2.1:61000";
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TranslationTable table = new TranslationTable(4);

    @Test
    void aDestinationIsWhatItWasTranslatedTo() {
        // When
        learn(CLIENT, VIRTUAL, CLIENT, BACKEND);

        // Then
        assertThat(seen(CLIENT, VIRTUAL)).isEqualTo(BACKEND);
        assertThat(seen(BACKEND, CLIENT)).isEqualTo("as it looks");
        assertThat(seen("10.0.1.2:4001", VIRTUAL)).isEqualTo("as it looks");
    }

    @Test
    void aMasqueradedClientIsKnownToItsServer() {
        // When
        learn(CLIENT, VIRTUAL, NODE, BACKEND);

        // Then
        assertThat(seen(CLIENT, VIRTUAL)).isEqualTo(BACKEND);
        assertThat(seen(BACKEND, NODE)).isEqualTo(CLIENT);
    }

    @Test
    void severalHostsInARowAreFollowedInBothDirections() {
        // When: out of a container by masquerade, then into another by its virtual address
        learn(CLIENT, VIRTUAL, NODE, VIRTUAL);
        learn(NODE, VIRTUAL, NODE, BACKEND);

        // Then
        assertThat(seen(CLIENT, VIRTUAL)).isEqualTo(BACKEND);
        assertThat(seen(BACKEND, NODE)).isEqualTo(CLIENT);
    }

    @Test
    void whatIsTranslatedThereAndBackIsWhatItLooks() {
        // When
        learn(CLIENT, VIRTUAL, CLIENT, BACKEND);
        learn(CLIENT, BACKEND, CLIENT, VIRTUAL);

        // Then: a circle ends
        assertThat(seen(CLIENT, VIRTUAL)).isEqualTo("as it looks");
    }

    @Test
    void loopbackIsOfItsNamespaceAlone() {
        // When
        learn("127.0.0.1:4000", "127.0.0.2:80", "127.0.0.1:4000", "127.0.0.1:15001");
        learn("[::1]:4000", "[::1]:80", "[::1]:4000", "[::1]:15001");

        // Then
        assertThat(seen("127.0.0.1:4000", "127.0.0.2:80")).isEqualTo("127.0.0.1:15001");
        assertThat(seen("[::1]:4000", "[::1]:80")).isEqualTo("::1:15001");
        assertThat(seenIn(7, "127.0.0.1:4000", "127.0.0.2:80")).isEqualTo("as it looks");
        assertThat(seenIn(7, "[::1]:4000", "[::1]:80")).isEqualTo("as it looks");
    }

    @Test
    void theSamePortsUsedAgainMeanTheNewConnection() {
        // When
        learn(CLIENT, VIRTUAL, CLIENT, BACKEND);
        learn(CLIENT, VIRTUAL, CLIENT, "10.0.2.3:8080");
        table.learnOlder(translation(CLIENT, VIRTUAL, CLIENT, BACKEND), 0);

        // Then
        assertThat(seen(CLIENT, VIRTUAL)).isEqualTo("10.0.2.3:8080");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void theOldestMakeRoomAndThoseThatNobodyAskedForAreCounted() {
        // Given
        for (int port = 4_000; port < 4_004; port++) {
            learn("10.0.1.2:" + port, VIRTUAL, "10.0.1.2:" + port, BACKEND);
        }
        seen("10.0.1.2:4000", VIRTUAL);

        // When
        for (int port = 5_000; port < 5_003; port++) {
            learn("10.0.1.2:" + port, VIRTUAL, "10.0.1.2:" + port, BACKEND);
        }

        // Then
        assertThat(table.size()).isEqualTo(4);
        assertThat(table.evicted()).isEqualTo(2);
        assertThat(seen("10.0.1.2:4002", VIRTUAL)).isEqualTo("as it looks");
        assertThat(seen("10.0.1.2:4003", VIRTUAL)).isEqualTo(BACKEND);
        assertThat(seen("10.0.1.2:5002", VIRTUAL)).isEqualTo(BACKEND);
    }

    @Test
    void whatIsOldIsForgottenAndWasNotLost() {
        // Given
        learn(CLIENT, VIRTUAL, CLIENT, BACKEND);

        // When
        table.forgetOld(149 * SECOND);
        int before = table.size();
        table.forgetOld(151 * SECOND);

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(table.size()).isZero();
        assertThat(table.evicted()).isZero();
        assertThat(seen(CLIENT, VIRTUAL)).isEqualTo("as it looks");
    }

    @Test
    void manyAreFoundAsLongAsTheyAreThere() {
        // Given
        var large = new TranslationTable(1_000);

        // When
        for (int i = 0; i < 5_000; i++) {
            String client = "10.1." + i / 250 + "." + i % 250 + ":4000";
            large.learn(translation(client, VIRTUAL, client, "10.0.2.2:" + (1 + i)), i * SECOND / 100);
        }

        // Then
        for (int i = 4_000; i < 5_000; i++) {
            var ends = ends("10.1." + i / 250 + "." + i % 250 + ":4000", VIRTUAL);
            assertThat(large.resolve(ends)).isTrue();
            assertThat(ends.actualPort).isEqualTo(1 + i);
        }
        assertThat(large.resolve(ends("10.1.0.0:4000", VIRTUAL))).isFalse();
    }

    private void learn(String source, String destination, String sourceAfter, String destinationAfter) {
        table.learn(translation(source, destination, sourceAfter, destinationAfter), 0);
    }

    static Translation translation(String source, String destination, String sourceAfter, String destinationAfter) {
        var translation = new Translation();
        translation.original.forth(ends(source, destination));
        translation.reply.forth(ends(destinationAfter, sourceAfter));
        translation.namespace = ScriptedSocket.NAMESPACE;
        return translation;
    }

    private String seen(String local, String remote) {
        return seenIn(ScriptedSocket.NAMESPACE, local, remote);
    }

    private String seenIn(long namespace, String local, String remote) {
        Endpoints ends = ends(local, remote);
        ends.namespace = namespace;
        return table.resolve(ends)
                ? AddressText.of(ends.actualHigh, ends.actualLow) + ":" + ends.actualPort
                : "as it looks";
    }

    private static Endpoints ends(String local, String remote) {
        var ends = new Endpoints();
        ends.copyFrom(ScriptedSocket.client(1, local, remote));
        return ends;
    }
}
