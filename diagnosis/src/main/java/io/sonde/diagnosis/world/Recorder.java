// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;

/** Puts what a series amounts to into its cells. */
final class Recorder {
    private Recorder() {}

    static void record(Place place, Aggregate values, Cells cells) {
        if (place.workload() != Catalog.NONE) {
            Measure seen = Measure.SEEN;
            cells.add(seen.cellOf(place.workload()), seen.fold, values.firstMillis(), values.lastMillis());
        }
        Measure measure = place.measure();
        switch (measure.fold) {
            case SUM -> {
                cells.add(place.cell(), Fold.SUM, amount(measure, values), 0);
                if (values.seconds() != null && measure != Measure.REQUEST_UNANSWERED) {
                    cells.sketchOf(place.cell() / Measure.CELLS_PER_SUBJECT).add(values.seconds());
                }
            }
            case MEAN -> cells.add(place.cell(), Fold.MEAN, positive(values.count()), positive(values.nanos()));
            case LAST -> cells.add(place.cell(), Fold.LAST, values.lastMillis(), positive(values.last()));
            case SIGHTING -> cells.add(place.cell(), Fold.SIGHTING, values.lastMillis(), 0);
            case SPAN -> throw new IllegalStateException("BUG: no series measures " + measure);
        }
    }

    private static long amount(Measure measure, Aggregate values) {
        return positive(
                switch (measure) {
                    case CPU_RUN, CPU_DELAY, CPU_THROTTLED, HOST_BUSY, HOST_IDLE -> values.nanos();
                    // Those with a known duration come as a distribution, the others as a sum.
                    case REQUEST_OK, REQUEST_ERROR, REQUEST_UNANSWERED, REQUEST_FAULT -> values.count() + values.sum();
                    default -> values.sum();
                });
    }

    /** No measure can be negative; a sender that says so is not believed. */
    private static long positive(long number) {
        return Math.max(number, 0);
    }
}
