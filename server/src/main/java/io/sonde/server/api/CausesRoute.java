// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.causes.Causes;
import io.sonde.server.causes.Found;
import io.sonde.server.store.CauseTable;
import io.sonde.server.store.KeptCause;
import io.sonde.server.store.StoreException;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a service is in trouble: asked, kept, and asked again. */
@Controller("/api/v1/causes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CausesRoute {
    private static final Logger log = LoggerFactory.getLogger(CausesRoute.class);

    /** More than anybody reads. */
    private static final int MOST_LISTED = 200;

    /** Further than any data lies ahead. */
    private static final Duration FOREVER = Duration.ofDays(365L * 200);

    private final Windows windows;
    private final Causes causes;
    private final CauseTable table;
    private final ObjectMapper json;

    CausesRoute(Windows windows, Causes causes, CauseTable table, ObjectMapper json) {
        this.windows = windows;
        this.causes = causes;
        this.table = table;
        this.json = json;
    }

    /**
     * Finds the cause of a service's trouble. The answer is kept.
     *
     * @param question who is in trouble, and since when
     * @return the answer
     */
    @Post
    @ApiResponse(
            responseCode = "200",
            description = "the answer",
            content = @Content(schema = @Schema(implementation = CauseAnswer.class)))
    byte[] ask(@Body CauseQuestion question) throws StoreException, IOException {
        String service = question.service();
        if (service == null || question.from() == null) {
            throw Problem.badRequest(
                    "A question needs `service`, the id of a service, and `from`, an ISO-8601 instant.");
        }
        Window trouble = windows.parse(question.from(), question.to());
        if (Duration.between(trouble.from(), trouble.to()).compareTo(Causes.LONGEST) > 0) {
            throw Problem.badRequest(
                    "Trouble may last %d hours at most; ask about a part of it.".formatted(Causes.LONGEST.toHours()));
        }
        Found found = causes.find(service, trouble).orElseThrow(() -> Problem.unknownService(service, trouble));
        byte[] answer = json.writeValueAsBytes(CauseAnswers.answer(found));
        try {
            table.keep(CauseAnswers.kept(found), answer);
            return answer;
        } catch (StoreException e) {
            // Whoever asks at such a time needs the answer more than its copy.
            log.warn("an answer is not kept: {}", e.getMessage());
            return json.writeValueAsBytes(CauseAnswers.answer(found.notKept()));
        }
    }

    /**
     * Answers that were kept, the newest first.
     *
     * @param service id of the service that was asked about; any when it is missing
     * @param from only times of trouble that end after this ISO-8601 instant
     * @param to only times of trouble that begin before this ISO-8601 instant
     * @return the answers in short
     */
    @Get
    CausesAnswer kept(
            @QueryValue @Nullable String service, @QueryValue @Nullable String from, @QueryValue @Nullable String to)
            throws StoreException {
        Instant begin = from == null ? Instant.EPOCH : Windows.instant("from", from);
        Instant end = to == null ? Instant.EPOCH.plus(FOREVER) : Windows.instant("to", to);
        String chosen = service == null ? "" : service;
        List<KeptCause> found = table.list(chosen, begin, end, MOST_LISTED);
        long all = found.size() < MOST_LISTED ? found.size() : table.count(chosen, begin, end);
        return new CausesAnswer(found.stream().map(CauseAnswers::inShort).toList(), all - found.size());
    }

    /**
     * A kept answer.
     *
     * @param id under which it is kept
     * @return the answer as it was given
     */
    @Get("/{id}")
    @ApiResponse(
            responseCode = "200",
            description = "the answer as it was given",
            content = @Content(schema = @Schema(implementation = CauseAnswer.class)))
    byte[] one(String id) throws StoreException {
        return table.answer(id).orElseThrow(() -> Problem.unknownCause(id)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Asks a kept question again, of the stored data, with today's code.
     *
     * @param id under which it is kept
     * @return both answers, and what differs
     */
    @Post("/{id}/replay")
    ReplayAnswer replay(String id) throws StoreException {
        KeptCause kept = table.find(id).orElseThrow(() -> Problem.unknownCause(id));
        Found now = causes.findAgain(kept).orElseThrow(() -> Problem.unknownCause(id));
        List<ReplayAnswer.Difference> differences = Replay.differences(kept, CauseAnswers.kept(now));
        return new ReplayAnswer(
                CauseAnswers.inShort(kept), CauseAnswers.answer(now), differences.isEmpty(), differences);
    }
}
