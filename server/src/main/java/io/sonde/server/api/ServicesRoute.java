// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.World;
import io.sonde.server.query.OperationsQuery;
import io.sonde.server.query.WindowReading;
import io.sonde.server.store.StoreException;
import io.sonde.server.world.Worlds;
import org.jspecify.annotations.Nullable;

/** All services in figures, and one of them in detail. */
@Controller("/api/v1/services")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServicesRoute {
    private final Windows windows;
    private final Worlds worlds;
    private final OperationsQuery operations;

    ServicesRoute(Windows windows, Worlds worlds, OperationsQuery operations) {
        this.windows = windows;
        this.worlds = worlds;
        this.operations = operations;
    }

    /**
     * The services that were seen, with what they received and sent.
     *
     * @param from start as an ISO-8601 instant; 30 minutes before the end when it is missing
     * @param to end as an ISO-8601 instant, exclusive; now when it is missing
     * @return all services of this window
     */
    @Get
    ServicesAnswer services(@QueryValue @Nullable String from, @QueryValue @Nullable String to) throws StoreException {
        return new Answers(worlds.read(windows.parse(from, to))).services();
    }

    /**
     * One service: its instances, its connections, and how they went over time.
     *
     * @param id id of the service, percent-encoded
     * @param from start as an ISO-8601 instant; 30 minutes before the end when it is missing
     * @param to end as an ISO-8601 instant, exclusive; now when it is missing
     * @return the service in this window
     */
    @Get("/{id}")
    ServiceAnswer service(String id, @QueryValue @Nullable String from, @QueryValue @Nullable String to)
            throws StoreException {
        WindowReading reading = worlds.read(windows.parse(from, to));
        Service service = reading.world().service(id).orElseThrow(() -> Problem.unknownService(id, reading.world()));
        return new Answers(reading).service(service, reading.timeline(id));
    }

    /**
     * What a service was asked and asked for: routes, statements, topics, with errors and durations.
     *
     * @param id id of the service, percent-encoded
     * @param from start as an ISO-8601 instant; 30 minutes before the end when it is missing
     * @param to end as an ISO-8601 instant, exclusive; now when it is missing
     * @return its operations in this window
     */
    @Get("/{id}/requests")
    OperationsAnswer requests(String id, @QueryValue @Nullable String from, @QueryValue @Nullable String to)
            throws StoreException {
        World world = worlds.read(windows.parse(from, to)).world();
        Service service = world.service(id).orElseThrow(() -> Problem.unknownService(id, world));
        return Answers.operations(world.window(), operations.operations(service, world.window()));
    }
}
