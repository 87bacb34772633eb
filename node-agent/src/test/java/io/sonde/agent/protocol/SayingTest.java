// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.sql.Dialect;
import io.sonde.agent.protocol.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SayingTest {
    private static final Wording SQL = new Sql(Dialect.POSTGRESQL, new Words(10))::text;

    private final Saying.Room room = new Saying.Room();
    private final Saying saying = new Saying(room);

    @Test
    void whatWasSaidIsPutIntoWordsLater() {
        // Given
        byte[] sent = "xxSELECT a FROM t WHERE b = 'secret'yy".getBytes(UTF_8);
        saying.keep(SQL, sent, 2, sent.length - 2);

        // When: the bytes are somebody else's by now
        java.util.Arrays.fill(sent, (byte) 'z');

        // Then
        assertThat(saying.text()).isEqualTo("SELECT a FROM t WHERE b = ?");
    }

    @Test
    void nothingIsLeftOfTheRequestBefore() {
        keep("SELECT a FROM t");

        saying.clear();

        assertThat(saying.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'secret%s'", "E'secret%s'", "$$secret%s$$", "U&'secret%s'", "4711%s"})
    void aLiteralThatIsCutIsNotTold(String literal) {
        for (int length = 990; length < 1_030; length++) {
            String head = "SELECT a FROM t WHERE b = ";
            keep(head.replace("a", "a".repeat(length - head.length())) + literal.formatted("7".repeat(100)));

            assertThat(saying.text()).endsWith("…").doesNotContain("secret", "47", "77");
        }
    }

    @Test
    void theirRoomIsBounded() {
        // Given
        List<Saying> many = new ArrayList<>();

        // When
        for (int i = 0; i < 2_000; i++) {
            Saying one = new Saying(room);
            one.keep(SQL, new byte[900], 0, 900);
            many.add(one);
        }

        // Then
        assertThat(room.taken()).isEqualTo(Saying.Room.MOST_BYTES);
        keep("SELECT 1");
        assertThat(saying.text()).isEmpty();

        // When
        many.forEach(Saying::giveUp);

        // Then
        keep("SELECT 1");
        assertThat(saying.text()).isEqualTo("SELECT ?");
        assertThat(room.taken()).isEqualTo(128);
    }

    private void keep(String text) {
        byte[] sent = text.getBytes(UTF_8);
        saying.keep(SQL, sent, 0, sent.length);
    }
}
