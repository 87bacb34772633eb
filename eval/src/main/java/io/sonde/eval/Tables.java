// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads tables of text. */
final class Tables {
    private Tables() {}

    /** All rows, short and long ones too. */
    static List<List<String>> rows(Path file) throws IOException {
        try (var reader = reader(file)) {
            return reader.stream().map(row -> row.getFields()).toList();
        }
    }

    static CsvReader<de.siegmar.fastcsv.reader.CsvRecord> reader(Path file) throws IOException {
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(file);
    }

    /** NaN for what is not there. */
    static double number(List<String> row, int column) {
        String text = column < row.size() ? row.get(column) : "";
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
