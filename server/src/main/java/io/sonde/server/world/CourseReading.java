// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.Course;

/** How everything did, and where that was read. */
public record CourseReading(Course course, Basis basis) {
    public enum Basis {
        LIVE,
        STORE
    }
}
