// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.nio.charset.StandardCharsets;

/** Name, unit, description and kind of a metric, encoded once and written many times. Make it a constant. */
public final class MetricType {
    private static final int NAME = 1;
    private static final int DESCRIPTION = 2;
    private static final int UNIT = 3;

    private final String name;
    private final MetricKind kind;
    private final byte[] encoded;

    /** A metric without description; an empty unit is left out. */
    public MetricType(String name, String unit, MetricKind kind) {
        this(name, unit, "", kind);
    }

    public MetricType(String name, String unit, String description, MetricKind kind) {
        this.name = name;
        this.kind = kind;
        var buffer = new ProtoBuffer(name.length() + unit.length() + description.length() + 16);
        putUnlessEmpty(buffer, NAME, name);
        putUnlessEmpty(buffer, DESCRIPTION, description);
        putUnlessEmpty(buffer, UNIT, unit);
        this.encoded = buffer.toByteArray();
    }

    public String name() {
        return name;
    }

    public MetricKind kind() {
        return kind;
    }

    /** The fields of a Metric message that come before its data. */
    void writeTo(ProtoBuffer buffer) {
        buffer.raw(encoded);
    }

    private static void putUnlessEmpty(ProtoBuffer buffer, int field, String text) {
        if (!text.isEmpty()) {
            buffer.bytesField(field, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
