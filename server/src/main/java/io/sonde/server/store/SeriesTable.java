// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.Dictionary;
import io.sonde.server.store.block.MapColumn;
import io.sonde.server.store.block.NativeBlock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Rows of {@code metric_series}. */
final class SeriesTable {
    static final String NAME = "metric_series";

    private static final int COLUMNS = 8;

    /** What most label sets fit into, to grow rarely. */
    private static final int BYTES_PER_MAP = 256;

    private SeriesTable() {}

    static void write(NativeBlock block, Collection<Series> series, long nowSeconds) {
        block.begin(COLUMNS, series.size());
        texts(block, "metric", series, Series::metric);
        Bytes out = block.column("fingerprint", "UInt64");
        series.forEach(s -> out.putLong(s.fingerprint()));
        texts(block, "kind", series, s -> s.kind().column());
        texts(block, "unit", series, Series::unit);
        maps(block, "resource", series, Series::resource);
        texts(block, "scope", series, Series::scope);
        maps(block, "attributes", series, Series::attributes);
        block.column("last_seen", "DateTime('UTC')");
        series.forEach(s -> out.putInt((int) nowSeconds));
    }

    private static void texts(
            NativeBlock block, String name, Collection<Series> series, Function<Series, String> text) {
        Dictionary dictionary = new Dictionary(series.size());
        series.forEach(s -> dictionary.add(text.apply(s)));
        dictionary.writeTo(block.column(name, Dictionary.TYPE));
    }

    private static void maps(
            NativeBlock block, String name, Collection<Series> series, Function<Series, Map<String, String>> map) {
        MapColumn column = new MapColumn(series.size(), BYTES_PER_MAP);
        for (Series s : series) {
            map.apply(s).forEach((key, value) -> {
                column.keys().add(key);
                column.values().add(value);
                column.endEntry();
            });
            column.endRow();
        }
        column.write(List.of(column), block.column(name, column.type()));
    }
}
