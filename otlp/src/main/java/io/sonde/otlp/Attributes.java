// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** An immutable set of attributes, encoded once: keep it beside the series that it names. Equal when encoded equally. */
public final class Attributes {
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int STRING_VALUE = 1;
    private static final int BOOL_VALUE = 2;
    private static final int INT_VALUE = 3;
    private static final int DOUBLE_VALUE = 4;

    private static final Attributes EMPTY = builder().build();

    /** KeyValue messages, each with tag and length; which field they stand in differs by the message around them. */
    private final byte[] encoded;

    /** Where in {@link #encoded} the tags are. */
    private final int[] tagOffsets;

    private Attributes(byte[] encoded, int[] tagOffsets) {
        this.encoded = encoded;
        this.tagOffsets = tagOffsets;
    }

    public static Attributes empty() {
        return EMPTY;
    }

    /** One attribute, the most frequent case of the small ones. */
    public static Attributes of(String key, String value) {
        return builder().put(key, value).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return tagOffsets.length;
    }

    /** Writes the attributes as repeated values of {@code field}; one copy, then the tags. */
    void writeTo(ProtoBuffer buffer, int field) {
        int start = buffer.size();
        buffer.raw(encoded);
        byte tag = ProtoBuffer.lengthDelimitedTag(field);
        for (int offset : tagOffsets) {
            buffer.overwrite(start + offset, tag);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    /** Collects attributes in the order in which they will be written. */
    public static final class Builder {
        private final ProtoBuffer buffer = new ProtoBuffer(256);
        private final Set<String> keys = new HashSet<>();
        private int[] tagOffsets = new int[8];

        private Builder() {}

        public Builder put(String key, String value) {
            int message = open(key);
            int anyValue = buffer.open(VALUE);
            buffer.bytesField(STRING_VALUE, value.getBytes(StandardCharsets.UTF_8));
            return close(message, anyValue);
        }

        public Builder put(String key, long value) {
            int message = open(key);
            int anyValue = buffer.open(VALUE);
            buffer.varintField(INT_VALUE, value);
            return close(message, anyValue);
        }

        public Builder put(String key, double value) {
            int message = open(key);
            int anyValue = buffer.open(VALUE);
            buffer.doubleField(DOUBLE_VALUE, value);
            return close(message, anyValue);
        }

        public Builder put(String key, boolean value) {
            int message = open(key);
            int anyValue = buffer.open(VALUE);
            buffer.varintField(BOOL_VALUE, value ? 1 : 0);
            return close(message, anyValue);
        }

        public Attributes build() {
            return new Attributes(buffer.toByteArray(), Arrays.copyOf(tagOffsets, keys.size()));
        }

        private int open(String key) {
            int index = keys.size();
            if (!keys.add(key)) {
                throw new IllegalArgumentException("BUG: attribute " + key + " given twice");
            }
            if (index == tagOffsets.length) {
                tagOffsets = Arrays.copyOf(tagOffsets, index * 2);
            }
            tagOffsets[index] = buffer.size();
            int message = buffer.open(1);
            buffer.bytesField(KEY, key.getBytes(StandardCharsets.UTF_8));
            return message;
        }

        private Builder close(int message, int anyValue) {
            buffer.close(anyValue);
            buffer.close(message);
            return this;
        }
    }
}
