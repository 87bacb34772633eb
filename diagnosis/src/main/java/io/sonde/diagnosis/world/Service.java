// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that does one job, however many copies of it run.
 *
 * @param kind a word for the program, {@code process} when it is nothing known, {@code external} for what nobody watches
 * @param instances the copies seen in the window; none for what is external or gone
 */
public record Service(
        String id,
        String name,
        String kind,
        String cluster,
        String namespace,
        boolean external,
        List<Instance> instances) {
    /** CPUs that its copies used on average, each of the time in which its node was measured; null where none was. */
    public @Nullable Double cpuCores() {
        double sum = 0;
        boolean measured = false;
        for (Instance instance : instances) {
            Double cores = instance.cpu().cores();
            measured |= cores != null;
            sum += cores == null ? 0 : cores;
        }
        return measured ? CpuUse.thousandths(sum) : null;
    }
}
