// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.http.Routes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** With the examples of RFC 7541, appendix C. */
class HpackDecoderTest {
    private final Values values = new Values(new Routes());
    private final HpackDecoder decoder = new HpackDecoder(values);
    private final Fields fields = new Fields();

    @Test
    void codedText() {
        byte[] coded = hex("f1e3c2e5f23a6ba0ab90f4ff");
        byte[] text = new byte[100];

        int length = Huffman.decode(coded, 0, coded.length, text);

        assertThat(new String(text, 0, length, ISO_8859_1)).isEqualTo("www.example.com");
    }

    @Test
    void theEndOfTheCodeIsNoText() {
        byte[] coded = hex("ffffffff");

        assertThat(Huffman.decode(coded, 0, coded.length, new byte[10])).isEqualTo(-1);
    }

    @Test
    void requests() {
        decode("828684418cf1e3c2e5f23a6ba0ab90f4ff");
        assertThat(fields.method + fields.route).isEqualTo("GET/");
        assertThat(decoder.table().bytes()).isEqualTo(57);

        decode("828684be5886a8eb10649cbf");
        assertThat(decoder.table().bytes()).isEqualTo(110);

        decode("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf");
        assertThat(fields.route).isEqualTo("/index.html");
        assertThat(fields.incomplete).isFalse();
        assertThat(decoder.table().bytes()).isEqualTo(164);
        assertThat(decoder.table().count()).isEqualTo(3);
    }

    @Test
    void answersWithASmallTable() {
        decoder.table().limit(256);

        decode(
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3");
        assertThat(fields.status).isEqualTo(302);
        assertThat(decoder.table().bytes()).isEqualTo(222);

        decode("4883640effc1c0bf");
        assertThat(fields.status).isEqualTo(307);
        assertThat(decoder.table().bytes()).isEqualTo(222);

        decode("88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960"
                + "d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007");
        assertThat(fields.status).isEqualTo(200);
        assertThat(decoder.table().bytes()).isEqualTo(215);
        assertThat(decoder.table().count()).isEqualTo(3);
    }

    @Test
    void whatWasSaidBeforeIsUnknownAndWhatIsSaidNowIsLearnt() {
        decoder.forget();

        decode("bec082440a2f75736572732f343242");
        assertThat(fields.incomplete).isTrue();
        assertThat(fields.method).isEqualTo("GET");
        assertThat(fields.route).isEqualTo("/users/{id}");

        decode("be");
        assertThat(fields.route).isEqualTo("/users/{id}");
        assertThat(fields.incomplete).isFalse();
        decode("bf");
        assertThat(fields.incomplete).isTrue();
    }

    @Test
    void aNameThatWasSaidBeforeIsUnknownWithAnyValue() {
        decoder.forget();

        decode("7e0131" + "be");

        assertThat(fields.incomplete).isTrue();
        assertThat(decoder.table().count()).isEqualTo(1);
    }

    @Test
    void theTableNeverGrowsBeyondItsLimit() {
        decoder.forget();
        for (int i = 0; i < 10_000; i++) {
            decode("4001610162");
        }

        assertThat(decoder.table().bytes()).isLessThanOrEqualTo(HeaderTable.MOST_BYTES);
        assertThat(decoder.table().count()).isLessThanOrEqualTo(HeaderTable.MOST_BYTES / HeaderTable.ENTRY_BYTES);
    }

    @Test
    void whatIsNoBlockIsRefused() {
        assertThat(read("80")).isFalse();
        assertThat(read("ffffffffffff")).isFalse();
        assertThat(read("40")).isFalse();
        assertThat(read("4005")).isFalse();
        assertThat(read("04ff")).isFalse();
    }

    private void decode(String block) {
        assertThat(read(block)).isTrue();
    }

    private boolean read(String block) {
        byte[] bytes = hex("00" + block + "00");
        return decoder.decode(bytes, 1, bytes.length - 1, fields);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
