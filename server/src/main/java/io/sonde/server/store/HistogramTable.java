// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.NativeBlock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of {@code metric_histograms}. */
final class HistogramTable {
    static final String NAME = "metric_histograms";

    /** Buckets with a column of their own; OpenTelemetry's default has as many. */
    private static final int FIRST = 16;

    private static final String FIRST_TYPE = IntStream.range(0, FIRST)
            .mapToObj(i -> "c" + i + " UInt64")
            .collect(Collectors.joining(", ", "Tuple(", ")"));

    /** Besides those of every point: start, count, bounds, first and more counts. */
    private static final int OWN = 5;

    private static final int EXTREMES = 2;

    /** Beyond it, so many numbers were added up that their sum would be off by a billionth: it must be exact for other reasons. */
    private static final long MOST_ROUNDED = 1L << 22;

    private HistogramTable() {}

    static void write(NativeBlock block, List<HistogramBatch> batches, int rows, DecimalColumns decimals) {
        boolean extremes = haveExtremes(batches);
        block.begin(PointColumns.COUNT + OWN + DecimalColumns.COUNT + (extremes ? EXTREMES : 0), rows);
        PointColumns.write(block, batches, rows);
        RowColumns<HistogramBatch> columns = new RowColumns<>(block, batches);
        columns.longs("start", PointColumns.TIME_TYPE, HistogramBatch::startMillis);
        columns.longs("count", "UInt64", HistogramBatch::count);
        writeSums(block, batches, decimals);
        if (extremes) {
            columns.doubles("min", HistogramBatch::min);
            columns.doubles("max", HistogramBatch::max);
        }
        writeBounds(block, batches, rows);
        writeFirstCounts(block.column("first_counts", FIRST_TYPE), batches, rows);
        columns.arrays(
                "more_counts",
                "UInt64",
                (batch, i) -> Math.max(0, batch.buckets(i) - FIRST),
                (batch, i, j) -> batch.bucketCount(i, FIRST + j));
    }

    /** Few senders say them; a column that is left out costs nothing until it reaches the disk. */
    private static boolean haveExtremes(List<HistogramBatch> batches) {
        for (HistogramBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (!Double.isNaN(batch.min(i)) || !Double.isNaN(batch.max(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void writeSums(NativeBlock block, List<HistogramBatch> batches, DecimalColumns decimals) {
        Bytes out = decimals.begin(block, "sum_digits");
        for (HistogramBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                decimals.put(out, batch.fingerprint(i), batch.sum(i), tolerance(batch.sum(i), batch.count(i)));
            }
        }
        decimals.end(block, "sum_decimals");
    }

    /**
     * Each addition may have cost the sender half a unit of the sum's last place, and left digits that nobody measured: as much
     * may be rounded away.
     */
    private static double tolerance(double sum, long count) {
        return Math.ulp(sum) / 2 * Math.clamp(count, 0, MOST_ROUNDED);
    }

    private static void writeBounds(NativeBlock block, List<HistogramBatch> batches, int rows) {
        BoundsDictionary bounds = new BoundsDictionary(rows);
        for (HistogramBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                bounds.add(batch, i);
            }
        }
        bounds.writeTo(block.column("bounds_bytes", BoundsDictionary.TYPE));
    }

    /** A column per bucket, one after another; each row is read once and spread over them. */
    private static void writeFirstCounts(Bytes out, List<HistogramBatch> batches, int rows) {
        int start = out.putZeros(Math.multiplyExact(FIRST * Long.BYTES, rows));
        int column = rows * Long.BYTES;
        int row = start;
        for (HistogramBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                int buckets = Math.min(FIRST, batch.buckets(i));
                for (int bucket = 0; bucket < buckets; bucket++) {
                    out.setLong(row + bucket * column, batch.bucketCount(i, bucket));
                }
                row += Long.BYTES;
            }
        }
    }
}
