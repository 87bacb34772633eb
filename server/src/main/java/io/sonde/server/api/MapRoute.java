// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sonde.server.store.StoreException;
import io.sonde.server.world.Worlds;
import org.jspecify.annotations.Nullable;

/** The service map. */
@Controller("/api/v1/map")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MapRoute {
    private final Windows windows;
    private final Worlds worlds;

    MapRoute(Windows windows, Worlds worlds) {
        this.windows = windows;
        this.worlds = worlds;
    }

    /**
     * The services that were seen and what ran between them.
     *
     * @param from start as an ISO-8601 instant; 30 minutes before the end when it is missing
     * @param to end as an ISO-8601 instant, exclusive; now when it is missing
     * @return the map of this window
     */
    @Get
    MapAnswer map(@QueryValue @Nullable String from, @QueryValue @Nullable String to) throws StoreException {
        return new Answers(worlds.read(windows.parse(from, to))).map();
    }
}
