// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisReplyTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            +OK~,              OK
            :42~,              42
            $5~hello~,         hello
            $0~~,              ''
            $4~a~b~,           a~b
            $-1~,
            """)
    void readsEveryKindOfReply(String wire, @Nullable String expected) throws IOException {
        assertThat(RedisReply.read(in(wire))).isEqualTo(expected == null ? null : expected.replace("~", "\r\n"));
    }

    @Test
    void repliesFollowEachOther() throws IOException {
        // Given
        InputStream in = in("$2~ab~:7~");

        // When / Then
        assertThat(RedisReply.read(in)).isEqualTo("ab");
        assertThat(RedisReply.read(in)).isEqualTo("7");
    }

    @Test
    void errorIsSaid() {
        assertThatThrownBy(() -> RedisReply.read(in("-ERR no such command~")))
                .hasMessage("Redis says: ERR no such command");
    }

    @Test
    void closedConnectionIsSaid() {
        assertThatThrownBy(() -> RedisReply.read(in(""))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> RedisReply.read(in("$5~he"))).isInstanceOf(EOFException.class);
    }

    @Test
    void commandIsArrayOfStrings() {
        byte[] wire = RedisConnection.encode("SET", "name", "ü");
        assertThat(new String(wire, StandardCharsets.UTF_8)).isEqualTo("*3\r\n$3\r\nSET\r\n$4\r\nname\r\n$2\r\nü\r\n");
    }

    private static InputStream in(String wire) {
        return new ByteArrayInputStream(wire.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
