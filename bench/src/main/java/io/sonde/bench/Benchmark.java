// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.List;

/** Something that can be measured alone, by its name. */
interface Benchmark {
    String name();

    /** Throws what kept it from being measured; the message stands in the table instead of a figure. */
    List<Figure> measure() throws Exception;
}
