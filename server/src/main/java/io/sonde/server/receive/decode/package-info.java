/**
 * OTLP straight from its bytes into columns, without an object per point. Start at {@link
 * io.sonde.server.receive.decode.MetricsDecoder}.
 */
@NullMarked
package io.sonde.server.receive.decode;

import org.jspecify.annotations.NullMarked;
