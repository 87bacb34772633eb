// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Takes a result piece by piece. A piece is valid during the call only. */
@FunctionalInterface
public interface ByteSink {
    void accept(MemorySegment piece) throws IOException;
}
