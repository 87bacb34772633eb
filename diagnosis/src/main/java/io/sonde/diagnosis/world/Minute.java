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
    /** Since it was published: a minute that senders are catching up with is made whole once, when they are done. */
    private boolean fresh;

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
        fresh = true;
    }

    @Nullable
    PackedCells step(int step) {
        return steps.get(step);
    }

    void refuse() {
        refused++;
        published = null;
    }

    /**
     * Past minutes are also kept as a whole: a window of half an hour then reads 30 parts instead of 180.
     *
     * @param cells that all subjects have
     */
    Packed publish(boolean past, int cells) {
        if (published != null && (published.whole() != null || !past)) {
            return published;
        }
        List<@Nullable PackedCells> copy = Collections.unmodifiableList(new ArrayList<@Nullable PackedCells>(steps));
        published = new Packed(startMillis, copy, past && !fresh ? whole(cells) : null, refused);
        fresh = false;
        return published;
    }

    /** As it was published, or of its steps where it was not. */
    long sizeBytes() {
        long bytes = published == null || published.whole() == null
                ? 0
                : published.whole().sizeBytes();
        for (PackedCells step : steps) {
            bytes += step == null ? 0 : step.sizeBytes();
        }
        return bytes;
    }

    private PackedCells whole(int cells) {
        var sum = new Cells(cells);
        for (PackedCells step : steps) {
            if (step != null) {
                step.addAllTo(sum);
            }
        }
        return PackedCells.of(sum, startMillis);
    }
}
