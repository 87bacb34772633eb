// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** Reads what {@link VarintWriter} wrote. */
final class VarintReader {
    private final byte[] bytes;
    private int position;

    VarintReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    int position() {
        return position;
    }

    long next() {
        byte one = bytes[position];
        if (one >= 0) {
            position++; // most numbers are small
            return one;
        }
        return longer();
    }

    private long longer() {
        byte part = bytes[position++];
        long number = part & VarintWriter.MASK;
        for (int shift = VarintWriter.BITS; part < 0; shift += VarintWriter.BITS) {
            part = bytes[position++];
            number |= (long) (part & VarintWriter.MASK) << shift;
        }
        return number;
    }

    void skip(long length) {
        position += (int) length;
    }
}
