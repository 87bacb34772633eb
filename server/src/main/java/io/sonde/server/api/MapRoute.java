// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.sonde.diagnosis.world.World;
import io.sonde.server.query.WindowReading;
import io.sonde.server.store.StoreException;
import io.sonde.server.world.Worlds;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The service map. */
@Controller("/api/v1/map")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MapRoute {
    private final Windows windows;
    private final Worlds worlds;
    private final ObjectMapper json;
    private volatile @Nullable Written written;

    /** The newest answer: many people look at the same moment. One, because that of ten thousand services has 20 MB. */
    private static final class Written {
        private final WeakReference<World> world;
        private final byte[] text;

        Written(World world, byte[] text) {
            this.world = new WeakReference<>(world);
            this.text = text;
        }
    }

    MapRoute(Windows windows, Worlds worlds, ObjectMapper json) {
        this.windows = windows;
        this.worlds = worlds;
        this.json = json;
    }

    /**
     * The services that were seen and what ran between them.
     *
     * @param from start as an ISO-8601 instant; 30 minutes before the end when it is missing
     * @param to end as an ISO-8601 instant, exclusive; now when it is missing
     * @return the map of this window
     */
    @Get
    @ApiResponse(
            responseCode = "200",
            description = "the map of this window",
            content = @Content(schema = @Schema(implementation = MapAnswer.class)))
    byte[] map(@QueryValue @Nullable String from, @QueryValue @Nullable String to) throws StoreException, IOException {
        WindowReading reading = worlds.read(windows.parse(from, to));
        Written known = written;
        if (known != null && known.world.refersTo(reading.world())) {
            return known.text;
        }
        byte[] text = json.writeValueAsBytes(new Answers(reading).map());
        written = new Written(reading.world(), text);
        return text;
    }
}
