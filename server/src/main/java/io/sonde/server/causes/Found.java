// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.Explanation;
import io.sonde.diagnosis.world.Course;
import io.sonde.server.world.CourseReading.Basis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer, before it is written down.
 *
 * @param id under which it is kept; empty where it is not
 * @param service id of the service that was asked about
 * @param course what was looked at
 */
public record Found(String id, Instant askedAt, String service, Course course, Basis basis, Explanation explanation) {
    /** The same, where it could not be kept. */
    public Found notKept() {
        List<String> notSeen = new ArrayList<>(explanation.notSeen());
        notSeen.add("This answer is not kept, because the store did not take it.");
        return new Found("", askedAt, service, course, basis, explanation.with(notSeen));
    }

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
