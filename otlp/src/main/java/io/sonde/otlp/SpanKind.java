// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/** Which part of a conversation a span is. */
public enum SpanKind {
    SERVER(2),
    CLIENT(3),
    PRODUCER(4),
    CONSUMER(5);

    private final int code;

    SpanKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
