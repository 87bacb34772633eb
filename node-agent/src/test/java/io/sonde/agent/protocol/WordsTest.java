// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words words = new Words(100, 16);

    @Test
    void theSameBytesAreTheSameString() {
        String first = word("GET");

        assertThat(first).isEqualTo("GET");
        assertThat(word("GET")).isSameAs(first);
        assertThat(word("PUT")).isEqualTo("PUT");
        assertThat(words.size()).isEqualTo(2);
    }

    @Test
    void letterCaseIsLeftOutWhereAsked() {
        Piece piece = piece("xselectSELECTSeLeCt");

        String select = words.upper(piece, 1, 7);

        assertThat(select).isEqualTo("SELECT");
        assertThat(words.upper(piece, 7, 13)).isSameAs(select);
        assertThat(words.upper(piece, 13, 19)).isSameAs(select);
        assertThat(words.word(piece, 1, 7)).isEqualTo("select");
    }

    @Test
    void longWordsAreCut() {
        assertThat(word("0123456789abcdefXYZ")).isEqualTo("0123456789abcdef");
        assertThat(word("0123456789abcdefZZZ")).isEqualTo("0123456789abcdef");
        assertThat(words.size()).isEqualTo(1);
    }

    @Test
    void whatIsNoTextIsReplaced() {
        byte[] bytes = {'a', 0, (byte) 0xff, '\n', 'b'};

        assertThat(words.word(bytes, 0, bytes.length)).isEqualTo("a???b");
        assertThat(words.word(bytes, 2, 0)).isEmpty();
        assertThat(words.word(bytes, 2, -3)).isEmpty();
    }

    @Test
    void wordsBeyondTheLimitAreOtherAndCounted() {
        for (int i = 0; i < 100; i++) {
            word("known" + i);
        }

        assertThat(word("one more")).isEqualTo(Words.OTHER);
        assertThat(word("known7")).isEqualTo("known7");
        assertThat(words.size()).isEqualTo(100);
        assertThat(words.refused()).isEqualTo(1);
    }

    @Test
    void aFloodOfNonsenseMakesRoomAgainForWhatIsMet() {
        for (int i = 0; i < 100; i++) {
            word("nonsense" + i);
        }

        for (int i = 0; i < 100; i++) {
            word("real");
        }

        assertThat(word("real")).isEqualTo("real");
        assertThat(words.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void whatIsMetAllTheTimeStays() {
        String real = word("real");
        for (int i = 0; i < 10_000; i++) {
            word("nonsense" + i);
            assertThat(word("real")).isSameAs(real);
        }
    }

    private String word(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return words.word(bytes, 0, bytes.length);
    }

    private static Piece piece(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Piece().set(bytes, 0, bytes.length, 0, 0);
    }
}
