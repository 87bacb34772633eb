/**
 * Measures the figures of docs/performance.md on the machine it runs on; start with {@link io.sonde.bench.Bench}.
 */
@NullMarked
package io.sonde.bench;

import org.jspecify.annotations.NullMarked;
