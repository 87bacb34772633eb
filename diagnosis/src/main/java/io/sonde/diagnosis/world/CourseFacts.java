// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** A {@link Course} from a store, step after step in ascending order. One thread. */
public final class CourseFacts {
    private final Steps steps;
    private final StoredStretches stored;

    public CourseFacts(Steps steps, Limits limits) {
        this.steps = steps;
        stored = new StoredStretches(limits, step -> steps.step(step).fromMillis());
    }

    /** What a series amounts to in the step that starts at this time. */
    public void add(long stepStart, Series series, Aggregate values) {
        stored.add(steps.at(stepStart), series, values);
    }

    /** When a listener was last seen before the past begins; see {@link Limits#memory()}. */
    public void remember(Series listener, long lastMillis) {
        stored.remember(listener, lastMillis);
    }

    public Course course() {
        var builder = new CourseBuilder(Resolution.of(stored.finish(steps.window(), steps.count())), steps);
        for (int step = 0; step < steps.count(); step++) {
            builder.put(step, stored.unpack(step));
        }
        return builder.course();
    }
}
