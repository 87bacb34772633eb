// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.Answer;
import io.sonde.diagnosis.rca.CauseFinder;
import io.sonde.diagnosis.rca.CourseIncident;
import io.sonde.diagnosis.rca.Explainer;
import io.sonde.diagnosis.rca.Explanation;
import io.sonde.diagnosis.rca.Incident;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.store.KeptCause;
import io.sonde.server.store.StoreException;
import io.sonde.server.world.CourseReading;
import io.sonde.server.world.Worlds;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Why a service is in trouble: from the live world, or from the store where it is too old for that. One question at a time: each
 * holds how everything did in memory.
 */
@Singleton
public final class Causes {
    /** Longer trouble is no incident any more: what is compared would be one half of a day with the other. */
    public static final Duration LONGEST = Duration.ofHours(6);

    private final Worlds worlds;
    private final StoredVitals vitals;
    private final Blind blind;
    private final Clock clock;
    private final CauseFinder finder = new CauseFinder();

    Causes(Worlds worlds, StoredVitals vitals, Blind blind, Clock clock) {
        this.worlds = worlds;
        this.vitals = vitals;
        this.blind = blind;
        this.clock = clock;
    }

    /** Empty where the service is not known in this time. */
    public synchronized Optional<Found> find(String service, Window trouble) throws StoreException {
        return found(UUID.randomUUID().toString(), service, worlds.course(trouble));
    }

    /** Asks again what was asked before, of what the store has. */
    public synchronized Optional<Found> findAgain(KeptCause kept) throws StoreException {
        Duration past = Duration.between(kept.comparedFrom(), kept.from());
        return found(
                kept.id(),
                kept.service(),
                worlds.storedCourse(
                        new Window(kept.from().toEpochMilli(), kept.to().toEpochMilli()), past));
    }

    private Optional<Found> found(String id, String service, CourseReading reading) {
        if (reading.course().service(service) == null) {
            return Optional.empty();
        }
        StoredVitals.Reading told = vitals.of(reading.course());
        Incident incident = CourseIncident.of(reading.course(), service, told.vitals(), told.spans());
        Answer answer = finder.find(incident);
        Explanation explanation = blind.addTo(Explainer.explain(incident, answer), told.notSeen(), reading.course());
        return Optional.of(new Found(id, clock.instant(), service, reading.course(), reading.basis(), explanation));
    }
}
