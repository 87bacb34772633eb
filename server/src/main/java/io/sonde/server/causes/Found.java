// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.Explanation;
import io.sonde.diagnosis.world.Course;
import io.sonde.server.world.CourseReading.Basis;
import java.time.Instant;

/**
 * An answer, before it is written down.
 *
 * @param service id of the service that was asked about
 * @param course what was looked at
 */
public record Found(String id, Instant askedAt, String service, Course course, Basis basis, Explanation explanation) {
    public Instant from() {
        return Instant.ofEpochMilli(course.steps().troubleMillis());
    }

    public Instant to() {
        return Instant.ofEpochMilli(course.steps().toMillis());
    }

    public Instant comparedFrom() {
        return course.steps().start(0);
    }
}
