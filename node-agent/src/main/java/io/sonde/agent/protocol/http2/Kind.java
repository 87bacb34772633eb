// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import java.nio.charset.StandardCharsets;

/** Which header a field is, as far as it matters. */
enum Kind {
    /** Its name was said before anybody looked. */
    UNKNOWN(""),
    /** Of no interest. */
    OTHER(""),
    METHOD(":method"),
    PATH(":path"),
    STATUS(":status"),
    CONTENT_TYPE("content-type"),
    GRPC_STATUS("grpc-status"),
    TRACEPARENT("traceparent");

    private static final Kind[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final byte[] name;

    Kind(String name) {
        this.name = name.getBytes(StandardCharsets.US_ASCII);
    }

    static Kind of(byte[] bytes, int from, int length) {
        for (Kind kind : ALL) {
            if (length > 0 && kind.name.length == length && kind.is(bytes, from)) {
                return kind;
            }
        }
        return OTHER;
    }

    private boolean is(byte[] bytes, int from) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    boolean matters() {
        return name.length > 0;
    }
}
