/** Hop 5, receive: OTLP over gRPC and HTTP becomes typed batches. Start at {@link io.sonde.server.receive.OtlpConfig}. */
@NullMarked
package io.sonde.server.receive;

import org.jspecify.annotations.NullMarked;
