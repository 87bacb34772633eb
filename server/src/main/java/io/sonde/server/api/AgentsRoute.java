// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sonde.server.query.AgentsQuery;
import io.sonde.server.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The agents and what they cannot see. */
@Controller("/api/v1/agents")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentsRoute {
    private final AgentsQuery agents;
    private final Clock clock;

    AgentsRoute(AgentsQuery agents, Clock clock) {
        this.agents = agents;
        this.clock = clock;
    }

    /**
     * Every agent that was heard in the last day.
     *
     * @return the agents as they are now
     */
    @Get
    List<AgentAnswer> agents() throws StoreException {
        Instant now = clock.instant();
        return agents.agents(now).stream()
                .map(agent -> AgentAnswer.of(agent, now))
                .toList();
    }
}
