// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** Is shown every thread of every process, since when it exists; several threads of a process come one by one. */
@FunctionalInterface
public interface CpuVisitor {
    /**
     * @param runNanos how long it has been running on a CPU; the first thread of a process also says it for those that ended
     * @param delayNanos how long it was ready to run and no CPU was free; 0 where the kernel does not measure it
     */
    void visit(int pid, long runNanos, long delayNanos);
}
