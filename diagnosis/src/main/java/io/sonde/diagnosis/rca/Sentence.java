// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Locale;

/** Sentences with figures, the same on every machine. */
final class Sentence {
    private Sentence() {}

    /** The annotation that error-prone asks for would be a dependency. */
    @SuppressWarnings("AnnotateFormatMethod")
    static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
