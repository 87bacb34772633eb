// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.World;
import io.sonde.server.store.StoreException;
import io.sonde.server.world.Worlds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a service is in trouble: asked, kept, and asked again. */
@Controller("/api/v1/causes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CausesRoute {
    /** Nothing is kept yet. */
    private final Map<String, CauseAnswer> answers = Map.of();

    private final Windows windows;
    private final Worlds worlds;
    private final Clock clock;

    CausesRoute(Windows windows, Worlds worlds, Clock clock) {
        this.windows = windows;
        this.worlds = worlds;
        this.clock = clock;
    }

    /**
     * Finds the cause of a service's trouble. The answer is kept.
     *
     * @param question who is in trouble, and since when
     * @return the answer
     */
    @Post
    CauseAnswer ask(@Body CauseQuestion question) throws StoreException {
        String asked = question.service();
        if (asked == null || question.from() == null) {
            throw Problem.badRequest(
                    "A question needs `service`, the id of a service, and `from`, an ISO-8601 instant.");
        }
        Window window = windows.parse(question.from(), question.to());
        World world = worlds.read(window).world();
        Service service = world.service(asked).orElseThrow(() -> Problem.unknownService(asked, world));
        String summary = "Nothing was looked at: this server cannot search for causes yet.";
        var report = new CauseAnswer.ReportAnswer(
                summary, List.of(), List.of(), summary, List.of(), List.of(), "## Summary\n\n" + summary + "\n");
        return new CauseAnswer(
                UUID.randomUUID().toString(),
                clock.instant(),
                service.id(),
                service.name(),
                window.from(),
                window.to(),
                window.from().minus(Duration.ofMinutes(30)),
                Window.STEP_MILLIS / 1000,
                CauseAnswer.Basis.LIVE,
                CauseAnswer.Conclusion.INCONCLUSIVE,
                List.of(),
                List.of(),
                List.of(),
                report,
                List.of(summary));
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
            @QueryValue @Nullable String service, @QueryValue @Nullable String from, @QueryValue @Nullable String to) {
        return new CausesAnswer(List.of(), 0);
    }

    /**
     * A kept answer.
     *
     * @param id under which it is kept
     * @return the answer as it was given
     */
    @Get("/{id}")
    CauseAnswer one(String id) {
        return keptAnswer(id).orElseThrow(() -> Problem.unknownCause(id));
    }

    /**
     * Asks a kept question again, of the stored data, with today's code.
     *
     * @param id under which it is kept
     * @return both answers, and what differs
     */
    @Post("/{id}/replay")
    ReplayAnswer replay(String id) {
        return keptAnswer(id)
                .map(now -> new ReplayAnswer(inShort(now), now, true, List.of()))
                .orElseThrow(() -> Problem.unknownCause(id));
    }

    private Optional<CauseAnswer> keptAnswer(String id) {
        return Optional.ofNullable(answers.get(id));
    }

    private static CausesAnswer.Kept inShort(CauseAnswer answer) {
        return new CausesAnswer.Kept(
                answer.id(),
                answer.askedAt(),
                answer.service(),
                answer.from(),
                answer.to(),
                answer.basis(),
                answer.conclusion(),
                null,
                null,
                null,
                answer.report().summary());
    }
}
