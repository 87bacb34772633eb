// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.nio.file.Path;

/** The same with a kernel side that reads the kernel's memory as it does before Linux 6.2. */
class MovedBytesByCallsTest extends MovedBytesTest {
    @Override
    Path objects() {
        return LiveKernel.OBJECTS.resolve("by-calls");
    }
}
