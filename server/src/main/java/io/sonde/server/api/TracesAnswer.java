// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.TraceFilter;
import io.sonde.server.query.TracesQuery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces, the newest match first.
 *
 * @param from start of the window
 * @param to end of the window, exclusive
 * @param traces each stands once on a page; on the next one it may stand again, if older spans of it match too
 * @param next what `cursor` has to be for the page after this one; null at the end
 */
@Answer
record TracesAnswer(
        Instant from,
        Instant to,
        List<TraceInList> traces,
        @Nullable String next) {
    static TracesAnswer of(TraceFilter filter, TracesQuery.Page page) {
        return new TracesAnswer(
                filter.from(),
                filter.to(),
                page.traces().stream().map(TraceInList::of).toList(),
                page.next() == null ? null : page.next().text());
    }
}
