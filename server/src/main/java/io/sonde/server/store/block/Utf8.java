// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from the wire: answers read back must be valid UTF-8, whatever was sent. */
public final class Utf8 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    public static boolean isValid(byte[] source, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to) {
            if (((long) LONG.get(source, i) & HIGH_BITS) != 0) {
                return decodes(source, i, to);
            }
            i += Long.BYTES;
        }
        while (i < to) {
            if (source[i++] < 0) {
                return decodes(source, from, to);
            }
        }
        return true;
    }

    public static String repaired(byte[] source, int from, int to) {
        return new String(source, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean decodes(byte[] source, int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
