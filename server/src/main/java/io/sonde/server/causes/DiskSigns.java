// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.VitalSign;
import io.sonde.diagnosis.rca.Vitals;
import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.HostCourse;
import io.sonde.diagnosis.world.ServiceCourse;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.proto.Attribute;
import io.sonde.proto.ToldMetric;
import io.sonde.server.query.ToldSeries;
import io.sonde.server.query.ToldSeries.Growth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What collectors tell of the disks of nodes, as signs of each service that runs there: nobody tells which of them uses a disk. Of
 * several disks the worst counts.
 */
final class DiskSigns {
    /** With fewer in a second, how long each takes says little. */
    private static final double LEAST_OPERATIONS_PER_SECOND = .5;

    private record Key(String host, VitalSign sign) {}

    /** A disk, in one direction where that is told apart. */
    private record Disk(Map<String, String> resource, Map<String, String> attributes) {
        static Disk of(ToldSeries series) {
            return new Disk(series.resource(), series.attributes());
        }
    }

    private final Course course;
    private final Map<Key, SortedMap<Long, Double>> worst = new HashMap<>();

    private DiskSigns(Course course) {
        this.course = course;
    }

    static List<Vitals.Series> of(Collection<ToldSeries> told, Course course) {
        var signs = new DiskSigns(course);
        signs.busy(told);
        signs.operations(told);
        return signs.series();
    }

    private void busy(Collection<ToldSeries> told) {
        for (ToldSeries series : told) {
            if (series.metric().equals(ToldMetric.SYSTEM_DISK_IO_TIME.id())) {
                for (Growth growth : series.growth()) {
                    add(series, VitalSign.DISK_BUSY, growth.millis(), Math.min(1, growth.perSecond()));
                }
            }
        }
    }

    private void operations(Collection<ToldSeries> told) {
        Map<Disk, Map<Long, Growth>> operations = new HashMap<>();
        for (ToldSeries series : told) {
            if (series.metric().equals(ToldMetric.SYSTEM_DISK_OPERATIONS.id())) {
                Map<Long, Growth> growth = new HashMap<>();
                series.growth().forEach(each -> growth.put(each.millis(), each));
                operations.put(Disk.of(series), growth);
            }
        }
        for (ToldSeries series : told) {
            if (series.metric().equals(ToldMetric.SYSTEM_DISK_OPERATION_TIME.id())) {
                Map<Long, Growth> made = operations.getOrDefault(Disk.of(series), Map.of());
                for (Growth seconds : series.growth()) {
                    Growth count = made.get(seconds.millis());
                    if (count != null && count.perSecond() >= LEAST_OPERATIONS_PER_SECOND) {
                        add(series, VitalSign.DISK_SECONDS, seconds.millis(), seconds.amount() / count.amount());
                    }
                }
            }
        }
    }

    private void add(ToldSeries series, VitalSign sign, long millis, double value) {
        String host = host(series.resource());
        if (host != null) {
            worst.computeIfAbsent(new Key(host, sign), _ -> new TreeMap<>()).merge(millis, value, Math::max);
        }
    }

    /** Collectors may not know the id of a node, or know it by the name that Kubernetes gives it. */
    private @Nullable String host(Map<String, String> resource) {
        String id = resource.getOrDefault(SignalName.HOST_ID, "");
        if (course.hosts().containsKey(id)) {
            return id;
        }
        String name = resource.getOrDefault(SignalName.HOST_NAME, "");
        String node = resource.getOrDefault(Attribute.K8S_NODE_NAME, "");
        for (HostCourse host : course.hosts().values()) {
            if (host.name().equals(name) || host.name().equals(node)) {
                return host.id();
            }
        }
        return null;
    }

    private List<Vitals.Series> series() {
        List<Vitals.Series> series = new ArrayList<>();
        for (ServiceCourse service : course.services().values()) {
            worst.forEach((key, values) -> {
                if (service.hosts().contains(key.host)) {
                    series.add(new Vitals.Series(service.id(), key.sign, Signs.points(values)));
                }
            });
        }
        return series;
    }
}
