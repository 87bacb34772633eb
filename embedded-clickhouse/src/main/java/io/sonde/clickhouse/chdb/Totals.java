// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

/** What a statement has read and written, as far as libchdb tells. */
public record Totals(long readRows, long readBytes, long writtenRows, long writtenBytes, long resultRows) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    Totals plus(Totals other) {
        return new Totals(
                readRows + other.readRows,
                readBytes + other.readBytes,
                writtenRows + other.writtenRows,
                writtenBytes + other.writtenBytes,
                resultRows + other.resultRows);
    }
}
