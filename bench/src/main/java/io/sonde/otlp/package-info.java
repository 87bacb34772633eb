/** The load generator's side of the wire, which reads answers as the exporter does; see {@link io.sonde.bench.Bench}. */
@NullMarked
package io.sonde.otlp;

import org.jspecify.annotations.NullMarked;
