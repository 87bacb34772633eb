// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.lang.foreign.MemorySegment;

/** Takes one record of the ring; the memory is given back to the kernel when the call ends. */
@FunctionalInterface
interface RecordHandler {
    void record(MemorySegment memory, long offset);
}
