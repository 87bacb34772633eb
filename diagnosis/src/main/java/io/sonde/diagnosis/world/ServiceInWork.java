// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.ServiceCourse.Figure;
import io.sonde.diagnosis.world.ServiceCourse.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A service's course while it is made. */
final class ServiceInWork {
    private static final Map<Figure, Measure> MEASURES = new EnumMap<>(Map.of(
            Figure.STARTED, Measure.STARTED,
            Figure.EXITED_OK, Measure.EXITED_OK,
            Figure.EXITED_ERROR, Measure.EXITED_ERROR,
            Figure.EXITED_SIGNAL, Measure.EXITED_SIGNAL,
            Figure.CPU_RUN, Measure.CPU_RUN,
            Figure.CPU_DELAY, Measure.CPU_DELAY,
            Figure.CPU_THROTTLED, Measure.CPU_THROTTLED));

    /** More versions of one service at a time say nothing. */
    private static final int MOST_VERSIONS = 16;

    private final String id;
    private final Figures<Figure> figures;
    private final List<Integer> workloads = new ArrayList<>();
    private final TreeSet<String> hosts = new TreeSet<>();
    private final Map<String, Version> versions = new HashMap<>();
    private @Nullable Service known;
    private String name;
    private boolean listens;

    ServiceInWork(String id, int steps) {
        this.id = id;
        this.name = id;
        figures = ServiceCourse.figures(steps);
    }

    void know(Service service) {
        known = service;
        name = service.name();
    }

    void listens() {
        listens = true;
    }

    void runs(Resource resource, int number, Evidence evidence) {
        workloads.add(number);
        hosts.add(resource.host());
        name = resource.service().name();
        String text = version(resource);
        if (!text.isEmpty()) {
            int seen = Measure.SEEN.cellOf(number);
            var seenNow = new Version(
                    text, evidence.cells().first(seen), evidence.cells().second(seen));
            versions.merge(text, seenNow, ServiceInWork::both);
        }
    }

    private static String version(Resource resource) {
        String image = resource.get(SignalName.CONTAINER_IMAGE);
        String version = resource.get(SignalName.SERVICE_VERSION);
        return image.isEmpty() || version.isEmpty() ? image + version : image + " " + version;
    }

    private static Version both(Version one, Version other) {
        return new Version(
                one.text(),
                Math.min(one.firstMillis(), other.firstMillis()),
                Math.max(one.lastMillis(), other.lastMillis()));
    }

    /** Whether anything was seen of it. */
    boolean put(int step, Cells cells) {
        boolean seen = false;
        for (int i = 0; i < workloads.size(); i++) {
            int number = workloads.get(i);
            if (cells.isEmpty(Measure.SEEN.cellOf(number))) {
                continue;
            }
            seen = true;
            MEASURES.forEach((figure, measure) -> figures.add(figure, step, cells.first(measure.cellOf(number))));
        }
        figures.add(Figure.SEEN, step, seen ? 1 : 0);
        return seen;
    }

    ServiceCourse finish() {
        Service service = known;
        boolean external = service == null ? ServiceDraft.isExternal(id) : service.external();
        List<Version> rising = versions.values().stream()
                .sorted(Comparator.comparingLong(Version::firstMillis).thenComparing(Version::text))
                .limit(MOST_VERSIONS)
                .toList();
        return new ServiceCourse(
                id,
                service == null && external ? id.substring(ServiceDraft.EXTERNAL_PREFIX.length()) : name,
                service == null ? external ? "external" : "process" : service.kind(),
                external,
                List.copyOf(hosts),
                listens,
                rising,
                figures);
    }
}
