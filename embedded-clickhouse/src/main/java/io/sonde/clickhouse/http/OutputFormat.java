// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import java.util.Locale;
import java.util.Set;

/** What must be known of a format to answer in it. libchdb gives each piece of a result as a document of its own. */
enum OutputFormat {
    /** Pieces in a row make the whole. */
    PIECES,
    /** As before, but each piece begins with names and types (RowBinary), which may stand only once. */
    HEADED,
    /** Only the whole result is a document. */
    WHOLE;

    private static final Set<String> SELF_CONTAINED = Set.of(
            "tabseparated",
            "tsv",
            "tabseparatedraw",
            "tsvraw",
            "csv",
            "tskv",
            "jsoneachrow",
            "jsonlines",
            "ndjson",
            "jsonstringseachrow",
            "jsoncompacteachrow",
            "jsoncompactstringseachrow",
            "rowbinary",
            "native",
            "lineasstring",
            "msgpack",
            "null");

    static OutputFormat of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (SELF_CONTAINED.contains(lower)) {
            return PIECES;
        }
        return lower.equals("rowbinarywithnamesandtypes") ? HEADED : WHOLE;
    }

    static String contentType(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("eachrow") || lower.equals("jsonlines") || lower.equals("ndjson")) {
            return "application/x-ndjson; charset=UTF-8";
        }
        if (lower.startsWith("json")) {
            return "application/json; charset=UTF-8";
        }
        if (lower.startsWith("tabseparated") || lower.startsWith("tsv")) {
            return "text/tab-separated-values; charset=UTF-8";
        }
        if (lower.startsWith("csv")) {
            return "text/csv; charset=UTF-8; header=" + (lower.contains("withnames") ? "present" : "absent");
        }
        boolean binary = lower.startsWith("rowbinary") || lower.equals("native") || lower.equals("parquet");
        return binary ? "application/octet-stream" : "text/plain; charset=UTF-8";
    }
}
