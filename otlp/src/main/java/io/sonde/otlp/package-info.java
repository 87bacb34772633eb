/**
 * Sends OpenTelemetry data out: {@link io.sonde.otlp.MetricsWriter} turns points into OTLP requests, {@link
 * io.sonde.otlp.Exporter} queues and delivers them over gRPC; start with the latter.
 */
@NullMarked
package io.sonde.otlp;

import org.jspecify.annotations.NullMarked;
