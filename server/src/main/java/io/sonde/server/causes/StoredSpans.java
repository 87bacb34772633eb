// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.Sight;
import io.sonde.diagnosis.rca.Span;
import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.query.QueryTooLongException;
import io.sonde.server.query.ToldSpansQuery;
import io.sonde.server.query.ToldSpansQuery.ToldSpan;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Spans of programs from before and from the time of trouble; of each as many traces as can be compared in a moment. */
@Singleton
final class StoredSpans {
    /** Programs send their spans some seconds late, each for itself: who has sent none yet may have been called all the same. */
    private static final long ON_THEIR_WAY_MILLIS = Window.STEP_MILLIS;

    private final ToldSpansQuery told;

    StoredSpans(ToldSpansQuery told) {
        this.told = told;
    }

    /**
     * @param seen takes note of spans of anybody
     * @param notSeen takes sentences
     */
    List<Span> of(Course course, ServiceNames names, Set<Sight> seen, List<String> notSeen) throws StoreException {
        List<Span> spans = new ArrayList<>();
        List<Window> sides = sides(course);
        if (sides.isEmpty()) {
            seen.add(Sight.SPANS);
            notSeen.add("Spans were not looked at: this time, or the time before it, is too short.");
        }
        boolean whole = true;
        try {
            for (Window side : sides) {
                ToldSpansQuery.Found found = told.spans(side);
                found.spans().forEach(span -> add(span, names, spans));
                whole &= found.isWhole();
                if (!found.spans().isEmpty()) {
                    seen.add(Sight.SPANS);
                }
            }
        } catch (QueryTooLongException _) {
            seen.add(Sight.SPANS);
            notSeen.add("Spans were not looked at: there are so many that finding those of this time takes too long.");
            return List.of();
        }
        if (!whole) {
            notSeen.add("Traces are so large that the last ones of a time are left out.");
        }
        return spans;
    }

    /** Before and in the time of trouble; none where one of them is missing, since then there is nothing to compare. */
    private static List<Window> sides(Course course) {
        Window window = course.steps().window();
        long trouble = course.steps().troubleMillis();
        long arrived = window.toMillis() - ON_THEIR_WAY_MILLIS;
        return window.fromMillis() < trouble && trouble < arrived
                ? List.of(new Window(window.fromMillis(), trouble), new Window(trouble, arrived))
                : List.of();
    }

    private static void add(ToldSpan span, ServiceNames names, List<Span> spans) {
        String service = names.id(span.service());
        // One of a service that nobody watches still is between others.
        spans.add(new Span(
                span.trace(),
                span.id(),
                span.parent(),
                service == null ? span.service().text() : service,
                span.operation(),
                span.timing()));
    }
}
