// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Six steps of history, each packed; what was published is immutable. */
final class Minute {
    static final int STEPS = 6;
    static final long MILLIS = STEPS * Window.STEP_MILLIS;

    /** An immutable state of a minute; {@code whole} is all its steps in one, where that was worth making. */
    record Packed(
            long startMillis,
            List<@Nullable PackedCells> steps,
            @Nullable PackedCells whole,
            long refused) {}

    private final long startMillis;
    private final List<@Nullable PackedCells> steps = new ArrayList<@Nullable PackedCells>(STEPS);
    private long refused;
    private @Nullable Packed published;

    Minute(long startMillis) {
        this.startMillis = startMillis;
        for (int step = 0; step < STEPS; step++) {
            steps.add(null);
        }
    }

    void put(int step, PackedCells packed) {
        steps.set(step, packed);
        published = null;
    }

    @Nullable
    PackedCells step(int step) {
        return steps.get(step);
    }

    void refuse() {
        refused++;
        published = null;
    }

    /** Past minutes are also kept as a whole: a window of half an hour then reads 30 parts instead of 180. */
    Packed publish(boolean past, Cells scratch) {
        if (published != null && (published.whole() != null || !past)) {
            return published;
        }
        List<@Nullable PackedCells> copy = Collections.unmodifiableList(new ArrayList<@Nullable PackedCells>(steps));
        published = new Packed(startMillis, copy, past ? whole(scratch) : null, refused);
        return published;
    }

    private PackedCells whole(Cells scratch) {
        scratch.clear();
        for (PackedCells step : steps) {
            if (step != null) {
                step.addAllTo(scratch);
            }
        }
        return PackedCells.of(scratch, startMillis);
    }
}
