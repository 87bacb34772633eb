// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sonde.server.query.HeatmapQuery;
import io.sonde.server.query.SlowestQuery;
import io.sonde.server.query.Trace;
import io.sonde.server.query.TraceFilter;
import io.sonde.server.query.TraceId;
import io.sonde.server.query.TraceQuery;
import io.sonde.server.query.TracesQuery;
import io.sonde.server.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Traces, whoever recorded them: node agents and SDKs are one list. */
@Controller("/api/v1/traces")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TracesRoute {
    private final TraceQuestions questions;
    private final TracesQuery traces;
    private final HeatmapQuery heatmaps;
    private final SlowestQuery slowest;
    private final TraceQuery trace;

    TracesRoute(
            TraceQuestions questions,
            TracesQuery traces,
            HeatmapQuery heatmaps,
            SlowestQuery slowest,
            TraceQuery trace) {
        this.questions = questions;
        this.traces = traces;
        this.heatmaps = heatmaps;
        this.slowest = slowest;
        this.trace = trace;
    }

    /**
     * Traces with a span of those that are asked for, the newest first.
     *
     * @param question which spans
     * @param limit how many traces at most, up to 200; 50 when it is missing
     * @param cursor {@code next} of the answer before, for the page after it
     * @return one page of the list
     */
    @Get
    TracesAnswer traces(
            @RequestBean TraceQuestion question,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor)
            throws StoreException {
        TraceFilter filter = questions.filter(question);
        return TracesAnswer.of(filter, traces.traces(filter, questions.limit(limit), questions.cursor(cursor)));
    }

    /**
     * How many of the spans that are asked for began when and lasted how long.
     *
     * @param question which spans
     * @return counts by time and duration
     */
    @Get("/heatmap")
    HeatmapAnswer heatmap(@RequestBean TraceQuestion question) throws StoreException {
        TraceFilter filter = questions.filter(question);
        return HeatmapAnswer.of(filter, heatmaps.heatmap(filter));
    }

    /**
     * Of the spans that are asked for the longest of each fortieth of the window, by protocol.
     *
     * @param question which spans
     * @return spans to be shown beside durations over time
     */
    @Get("/slowest")
    SlowestAnswer slowest(@RequestBean TraceQuestion question) throws StoreException {
        TraceFilter filter = questions.filter(question);
        return SlowestAnswer.of(filter, slowest.slowest(filter));
    }

    /**
     * One trace with all its spans, as long as they are kept.
     *
     * @param id 32 hexadecimal digits
     * @return the trace
     */
    @Get("/{id}")
    TraceAnswer trace(String id) throws StoreException {
        TraceId known = TraceId.parse(id);
        Trace found = known == null ? null : trace.trace(known);
        if (found == null) {
            throw Problem.unknownTrace(id, known != null);
        }
        return TraceAnswer.of(found);
    }
}
