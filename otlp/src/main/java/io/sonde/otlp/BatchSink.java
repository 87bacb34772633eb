// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/** Where finished requests go: an {@link Exporter}, or anything else that takes them without blocking. */
@FunctionalInterface
public interface BatchSink {
    void accept(Batch batch);
}
