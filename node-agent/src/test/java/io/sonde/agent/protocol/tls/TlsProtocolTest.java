// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.tls;

import static io.sonde.agent.protocol.Side.SERVER;
import static io.sonde.agent.protocol.Talk.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Conversation.State;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Talk;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TlsProtocolTest {
    private static final byte[] HELLO = bytes(22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3, new byte[39]);
    private static final byte[] ANSWER = bytes(22, 3, 3, 0, 45, 2, 0, 0, 41, 3, 3, new byte[39]);

    private final Talk talk = new Talk(new TlsProtocol());

    @Test
    void anEncryptedConnectionIsKnownAsSuchAndNotRead() {
        talk.client(HELLO)
                .server(ANSWER)
                .unseen(SERVER, 5_000)
                .client("GET / HTTP/1.1\r\n\r\n")
                .ends();

        Protocol protocol = Objects.requireNonNull(talk.conversation().protocol());
        assertThat(protocol.name()).isEqualTo(TlsProtocol.NAME);
        assertThat(talk.conversation().state()).isEqualTo(State.IGNORED);
        assertThat(talk.told()).isEmpty();
    }

    @Test
    void aHelloInPartsIsKnown() {
        for (int from = 0; from < HELLO.length; from += 10) {
            talk.client(Arrays.copyOfRange(HELLO, from, from + 10));
        }

        assertThat(talk.conversation().state()).isEqualTo(State.READ);
    }

    @Test
    void whatOnlyBeginsLikeARecordIsNot() {
        for (int i = 0; i < 10; i++) {
            talk.client(bytes(22, 3, 1, 0, 45, 9, 0, 0, 41, 3, 3, 0));
        }

        assertThat(talk.conversation().protocol()).isNull();
        assertThat(talk.conversation().state()).isEqualTo(State.IGNORED);
    }
}
