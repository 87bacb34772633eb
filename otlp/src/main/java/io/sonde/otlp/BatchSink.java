// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.util.List;

/** Where finished requests go: an {@link Exporter}, or anything else that takes them without blocking. */
@FunctionalInterface
public interface BatchSink {
    void accept(Batch batch);

    /**
     * Takes the batches of one report, all or none of them where they outlive this process.
     *
     * @param mark up to where the input of this process is contained in the report
     * @return whether the death of this process cannot take the report any more
     */
    default boolean accept(List<Batch> report, Mark mark) {
        report.forEach(this::accept);
        return false;
    }
}
