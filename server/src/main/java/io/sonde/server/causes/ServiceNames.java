// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.ServiceCourse;
import io.sonde.diagnosis.world.ServiceId;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.server.query.ToldSeries;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which service of the world an application means by the name that it gives itself: the one of the same id, else the only one of
 * that name (applications often do not know their namespace), else the one whose agent knows the container.
 */
final class ServiceNames {
    private final Course course;
    private final Map<String, String> byName = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Map<String, String> byContainer = new HashMap<>();

    /** @param told anything of which some is by agents */
    ServiceNames(Course course, Collection<ToldSeries> told) {
        this.course = course;
        for (ServiceCourse service : course.services().values()) {
            if (byName.put(service.name(), service.id()) != null) {
                ambiguous.add(service.name());
            }
        }
        for (ToldSeries series : told) {
            String container = series.resource().getOrDefault(SignalName.CONTAINER_ID, "");
            String id = ServiceId.of(series.resource()).text();
            if (!container.isEmpty() && course.service(id) != null) {
                byContainer.put(container, id);
            }
        }
    }

    @Nullable
    String id(Map<String, String> resource) {
        String id = id(ServiceId.of(resource));
        return id != null ? id : byContainer.get(resource.getOrDefault(SignalName.CONTAINER_ID, ""));
    }

    @Nullable
    String id(ServiceId said) {
        if (course.service(said.text()) != null) {
            return said.text();
        }
        boolean isBare = said.namespace().isEmpty() && said.cluster().equals(ServiceId.DEFAULT_CLUSTER);
        return isBare && !ambiguous.contains(said.name()) ? byName.get(said.name()) : null;
    }
}
