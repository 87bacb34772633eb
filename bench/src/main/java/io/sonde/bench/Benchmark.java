// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.List;
import java.util.function.Consumer;

/** Something that can be measured alone, by its name. */
interface Benchmark {
    String name();

    /** Throws what kept it from being measured; the message stands in the table instead of a figure. */
    List<Figure> measure() throws Exception;

    /** @param known gets all figures, some as soon as they are known where the next take long */
    default void measure(Consumer<List<Figure>> known) throws Exception {
        known.accept(measure());
    }
}
