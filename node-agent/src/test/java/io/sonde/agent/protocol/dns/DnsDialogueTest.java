// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.dns;

import static io.sonde.agent.protocol.Side.CLIENT;
import static io.sonde.agent.protocol.Side.SERVER;
import static io.sonde.agent.protocol.Talk.PIECE_NANOS;
import static io.sonde.agent.protocol.Talk.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.net.AddressText;
import io.sonde.agent.protocol.Names;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsDialogueTest {
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int NOERROR = 0;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;

    private final List<String> heard = new ArrayList<>();
    private final Names names =
            (name, high, low, seconds) -> heard.add(name + " " + AddressText.of(high, low) + " " + seconds);
    private final Talk talk = new Talk(DnsProtocol.inDatagrams(names));

    @Test
    void aQuestionAndItsAnswer() {
        byte[] question = question(7, "WWW.Example.com", A);
        byte[] answer = answer(7, "www.example.com", A, NOERROR, address(192, 0, 2, 1), address(192, 0, 2, 2));
        talk.datagram(CLIENT, 1, question).waits(3_000).datagram(SERVER, 1, answer);

        Talk.Told told = talk.only();
        assertThat(told.brief()).isEqualTo("A www.example.com NOERROR");
        assertThat(told.requestBytes()).isEqualTo(question.length);
        assertThat(told.responseBytes()).isEqualTo(answer.length);
        assertThat(told.endNanos() - told.startNanos()).isEqualTo(3_000 + 2 * PIECE_NANOS);
        assertThat(heard).containsExactly("www.example.com 192.0.2.1 60", "www.example.com 192.0.2.2 60");
    }

    @Test
    void theNameIsTheOneThatWasAskedForAlsoBehindAnAlias() {
        byte[] alias = bytes(0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 12);
        byte[] address = bytes(0xc0, 12, 0, AAAA, 0, 1, 0, 0, 0, 9, 0, 16, 0x20, 1, 0x0d, 0xb8, new byte[11], 5);
        talk.datagram(CLIENT, 1, question(7, "shop.example.com", AAAA));

        talk.datagram(SERVER, 1, answer(7, "shop.example.com", AAAA, NOERROR, alias, address));

        assertThat(heard).containsExactly("shop.example.com 2001:db8::5 9");
    }

    @Test
    void answersGoToTheirQuestions() {
        talk.datagram(CLIENT, 1, question(7, "a.example", A)).datagram(CLIENT, 1, question(8, "a.example", AAAA));
        talk.datagram(CLIENT, 2, question(7, "b.example", A));

        talk.datagram(SERVER, 1, answer(8, "a.example", AAAA, NXDOMAIN));
        talk.datagram(SERVER, 2, answer(7, "b.example", A, NOERROR));
        talk.datagram(SERVER, 1, answer(7, "other.example", A, NOERROR))
                .datagram(SERVER, 1, answer(7, "a.example", A, SERVFAIL));

        assertThat(talk.brief())
                .containsExactly(
                        "AAAA a.example NXDOMAIN !NXDOMAIN", "A b.example NOERROR", "A a.example SERVFAIL !SERVFAIL");
    }

    @Test
    void askedAgainIsTheSameRequest() {
        talk.datagram(CLIENT, 1, question(7, "a.example", A))
                .waits(5_000)
                .datagram(CLIENT, 1, question(7, "a.example", A));
        talk.datagram(SERVER, 1, answer(7, "a.example", A, NOERROR))
                .datagram(SERVER, 1, answer(7, "a.example", A, NOERROR));

        assertThat(talk.only().endNanos() - talk.only().startNanos()).isEqualTo(5_000 + 3 * PIECE_NANOS);
    }

    @Test
    void aRefusalMayLeaveOutTheQuestion() {
        talk.datagram(CLIENT, 1, question(7, "a.example", A));
        talk.datagram(SERVER, 1, bytes(0, 7, 0x81, 0x85, new byte[8]));

        assertThat(talk.brief()).containsExactly("A a.example REFUSED !REFUSED");
    }

    @Test
    void aDatagramThatIsNoneChangesNothing() {
        talk.datagram(CLIENT, 1, question(7, "a.example", A)).datagram(SERVER, 1, bytes("nonsense"));
        talk.datagram(SERVER, 1, answer(7, "a.example", A, NOERROR));

        assertThat(talk.brief()).containsExactly("A a.example NOERROR");
    }

    @Test
    void onAConnectionTheLengthStandsBeforeEachMessage() {
        var connection = new Talk(DnsProtocol.onConnections(names));
        connection.say(script()).ends();

        assertThat(connection.brief())
                .containsExactly("AAAA b.example NXDOMAIN !NXDOMAIN", "A a.example NOERROR", "ANY . REFUSED !REFUSED");
        assertThat(heard).containsExactly("a.example 192.0.2.1 60");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "a.b.c.d.example.com, *.c.d.example.com",
        "7f3a9c21.cdn.example.com, *.cdn.example.com",
        "4.3.2.1.in-addr.arpa, *.in-addr.arpa",
        "cart.shop.svc.cluster.local, cart.shop.svc.cluster.local",
        "mysql-0.mysql.shop.svc.cluster.local, mysql-0.mysql.shop.svc.cluster.local",
        "10-244-1-5.shop.pod.cluster.local, *.shop.pod.cluster.local",
        "cart.shop.svc.cluster.local.eu.internal, *.shop.svc.cluster.local.eu.internal",
        "a-very-long-label-made-by-a-machine.example.com, *.example.com",
    })
    void namesThatBelongTogetherAreOne(String name, String group) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);

        assertThat(new Groups().of(bytes, bytes.length)).isEqualTo(group);
    }

    @Test
    void whatLooksTheSameOnOtherPortsIsNotAsked() {
        var first = new Piece();
        byte[] question = question(0, "printer.local", A);
        first.set(question, 0, question.length, 0, 0);

        assertThat(DnsProtocol.inDatagrams(names).recognise(first, 5353)).isEqualTo(Recognition.NO);
    }

    @Test
    void anyCutOfTheBytesTellsTheSame() {
        new Script(script()).isTheSameInPieces(() -> DnsProtocol.onConnections(Names.UNHEARD));
    }

    @Test
    void mutatedBytesDoNoHarm() {
        assertThat(new Script(script()).spoilt(() -> DnsProtocol.onConnections(Names.UNHEARD)))
                .isBetween(3, 60);
        assertThat(new Script(script()).spoilt(() -> DnsProtocol.inDatagrams(Names.UNHEARD)))
                .isBetween(1, 60);
    }

    private static List<Talk.Said> script() {
        return List.of(
                new Talk.Said(
                        CLIENT, bytes(framed(question(1, "a.example", A)), framed(question(2, "b.example", AAAA)))),
                new Talk.Said(SERVER, framed(answer(2, "b.example", AAAA, NXDOMAIN))),
                new Talk.Said(CLIENT, framed(question(3, "", 255))),
                new Talk.Said(SERVER, framed(answer(1, "a.example", A, NOERROR, address(192, 0, 2, 1)))),
                new Talk.Said(SERVER, framed(answer(3, "", 255, 5))));
    }

    private static byte[] framed(byte[] message) {
        return bytes(message.length >> 8, message.length, message);
    }

    private static byte[] question(int id, String name, int type) {
        return bytes(0, id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, asked(name, type));
    }

    private static byte[] answer(int id, String name, int type, int code, byte[]... records) {
        byte[] header = bytes(0, id, 0x81, 0x80 | code, 0, 1, 0, records.length, 0, 0, 0, 0);
        return bytes(header, asked(name, type), bytes((Object[]) records));
    }

    private static byte[] asked(String name, int type) {
        byte[] labels = new byte[0];
        for (String label : name.split("\\.", -1)) {
            labels = label.isEmpty() ? labels : bytes(labels, label.length(), label);
        }
        return bytes(labels, 0, 0, type, 0, 1);
    }

    private static byte[] address(int a, int b, int c, int d) {
        return bytes(0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, a, b, c, d);
    }
}
