// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.Points;
import io.sonde.diagnosis.rca.Sight;
import io.sonde.diagnosis.rca.VitalSign;
import io.sonde.diagnosis.rca.Vitals;
import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import io.sonde.proto.ToldMetric;
import io.sonde.server.query.ToldSeries;
import io.sonde.server.query.ToldSeries.Growth;
import io.sonde.server.query.ToldSeries.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes vital signs of what applications and collectors tell. Of several copies of a service the worst counts. */
final class Signs {
    /** All that is read. */
    static final Set<String> METRICS = Set.copyOf(Stream.concat(
                    Stream.of(ToldMetric.values()).map(ToldMetric::id),
                    Stream.of(
                            Metric.SONDE_CONTAINER_MEMORY_KILLS.id(),
                            Metric.SONDE_CONTAINER_MEMORY_LIMIT.id(),
                            Metric.DNS_LOOKUP_DURATION.id()))
            .toList());

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final String HEAP = "heap";

    private record Key(String service, VitalSign sign) {}

    /** A part of a copy of a service: where its numbers are told together. */
    private record Part(Map<String, String> resource, String name) {}

    private final ServiceNames names;
    private final Map<Key, SortedMap<Long, Double>> worst = new HashMap<>();
    private final Set<Sight> seen = EnumSet.noneOf(Sight.class);
    private final List<Vitals.Series> disks = new ArrayList<>();

    private Signs(ServiceNames names) {
        this.names = names;
    }

    static Signs of(Collection<ToldSeries> told, ServiceNames names, Course course) {
        var signs = new Signs(names);
        signs.garbage(of(told, ToldMetric.JVM_GC_DURATION));
        signs.heap(of(told, ToldMetric.JVM_MEMORY_USED_AFTER_LAST_GC), of(told, ToldMetric.JVM_MEMORY_LIMIT));
        signs.memory(told);
        signs.pools(of(told, ToldMetric.DB_CLIENT_CONNECTION_WAIT_TIME), 1);
        signs.pools(of(told, ToldMetric.DB_CLIENT_CONNECTIONS_WAIT_TIME), MILLIS_PER_SECOND);
        signs.waiting(of(told, ToldMetric.DB_CLIENT_CONNECTION_PENDING_REQUESTS));
        signs.waiting(of(told, ToldMetric.DB_CLIENT_CONNECTIONS_PENDING_REQUESTS));
        signs.waiting(of(told, ToldMetric.HIKARICP_CONNECTIONS_PENDING));
        signs.lookUps(named(told, Metric.DNS_LOOKUP_DURATION.id()));
        signs.kills(named(told, Metric.SONDE_CONTAINER_MEMORY_KILLS.id()));
        signs.disks(DiskSigns.of(told, course));
        return signs;
    }

    Set<Sight> seen() {
        return seen;
    }

    List<Vitals.Series> series() {
        List<Vitals.Series> series = new ArrayList<>(disks);
        worst.forEach((key, points) -> series.add(new Vitals.Series(key.service, key.sign, points(points))));
        return series;
    }

    private static List<ToldSeries> of(Collection<ToldSeries> told, ToldMetric metric) {
        return named(told, metric.id());
    }

    private static List<ToldSeries> named(Collection<ToldSeries> told, String metric) {
        return told.stream().filter(series -> series.metric().equals(metric)).toList();
    }

    private void garbage(List<ToldSeries> collections) {
        Map<Map<String, String>, SortedMap<Long, Double>> shares = new HashMap<>();
        for (ToldSeries series : collections) {
            for (Growth growth : series.growth()) {
                shares.computeIfAbsent(series.resource(), _ -> new TreeMap<>())
                        .merge(growth.millis(), growth.perSecond(), Double::sum);
            }
        }
        shares.forEach((resource, share) -> add(Sight.GARBAGE, resource, VitalSign.GC_SHARE, share));
    }

    private void heap(List<ToldSeries> used, List<ToldSeries> limits) {
        Function<ToldSeries, Part> pool = series ->
                new Part(series.resource(), series.attributes().getOrDefault(Attribute.JVM_MEMORY_POOL_NAME, ""));
        List<ToldSeries> heap = used.stream()
                .filter(series -> HEAP.equals(series.attributes().getOrDefault(Attribute.JVM_MEMORY_TYPE, HEAP)))
                .toList();
        shares(Sight.GARBAGE, VitalSign.HEAP_SHARE, heap, latest(limits, pool), pool);
    }

    private void memory(Collection<ToldSeries> told) {
        Function<ToldSeries, Part> container = series -> new Part(
                Map.of(),
                series.resource()
                        .getOrDefault(
                                SignalName.CONTAINER_ID,
                                series.resource().getOrDefault(SignalName.POD, "")
                                        + series.resource().getOrDefault(SignalName.SERVICE_NAME, "")));
        Map<Part, Double> limits = latest(named(told, Metric.SONDE_CONTAINER_MEMORY_LIMIT.id()), container);
        limits.putAll(latest(of(told, ToldMetric.K8S_CONTAINER_MEMORY_LIMIT), container));
        List<ToldSeries> used = of(told, ToldMetric.CONTAINER_MEMORY_WORKING_SET);
        List<ToldSeries> all = used.isEmpty() ? of(told, ToldMetric.CONTAINER_MEMORY_USAGE) : used;
        shares(Sight.CONTAINER_MEMORY, VitalSign.MEMORY_SHARE, all, limits, container);
    }

    private void shares(
            Sight sight,
            VitalSign sign,
            List<ToldSeries> used,
            Map<Part, Double> limits,
            Function<ToldSeries, Part> part) {
        for (ToldSeries series : used) {
            double limit = limits.getOrDefault(part.apply(series), 0.0);
            if (limit > 0) {
                SortedMap<Long, Double> share = new TreeMap<>();
                series.points().forEach(point -> share.put(point.millis(), point.latest() / limit));
                add(sight, series.resource(), sign, share);
            }
        }
    }

    private static Map<Part, Double> latest(List<ToldSeries> limits, Function<ToldSeries, Part> part) {
        Map<Part, Double> latest = new HashMap<>();
        limits.forEach(series ->
                latest.put(part.apply(series), series.points().getLast().latest()));
        return latest;
    }

    private void pools(List<ToldSeries> waits, double perSecond) {
        for (ToldSeries series : waits) {
            SortedMap<Long, Double> seconds = new TreeMap<>();
            for (Growth growth : series.growth()) {
                seconds.put(growth.millis(), growth.count() > 0 ? growth.amount() / growth.count() / perSecond : 0);
            }
            add(Sight.POOLS, series.resource(), VitalSign.POOL_SECONDS, seconds);
        }
    }

    private void waiting(List<ToldSeries> pending) {
        for (ToldSeries series : pending) {
            SortedMap<Long, Double> waiting = new TreeMap<>();
            series.points().forEach((Point point) -> waiting.put(point.millis(), point.latest()));
            add(Sight.POOLS, series.resource(), VitalSign.POOL_WAITING, waiting);
        }
    }

    private void kills(List<ToldSeries> kills) {
        for (ToldSeries series : kills) {
            SortedMap<Long, Double> killed = new TreeMap<>();
            series.growth().forEach(growth -> killed.put(growth.millis(), growth.amount()));
            add(Sight.MEMORY_KILLS, series.resource(), VitalSign.OOM_KILLS, killed);
        }
    }

    private void disks(List<Vitals.Series> told) {
        if (!told.isEmpty()) {
            seen.add(Sight.DISKS);
            disks.addAll(told);
        }
    }

    private void lookUps(List<ToldSeries> lookUps) {
        Map<Map<String, String>, SortedMap<Long, double[]>> sums = new HashMap<>();
        for (ToldSeries series : lookUps) {
            boolean fails = series.attributes().containsKey(Attribute.ERROR_TYPE);
            for (Growth growth : series.growth()) {
                double[] sum = sums.computeIfAbsent(series.resource(), _ -> new TreeMap<>())
                        .computeIfAbsent(growth.millis(), _ -> new double[3]);
                sum[0] += growth.amount();
                sum[1] += growth.count();
                sum[2] += fails ? growth.count() : 0;
            }
        }
        sums.forEach((resource, sum) -> {
            SortedMap<Long, Double> seconds = new TreeMap<>();
            SortedMap<Long, Double> failing = new TreeMap<>();
            sum.forEach((millis, each) -> {
                if (each[1] > 0) {
                    seconds.put(millis, each[0] / each[1]);
                    failing.put(millis, each[2] / each[1]);
                }
            });
            add(Sight.LOOK_UPS, resource, VitalSign.NAME_SECONDS, seconds);
            add(Sight.LOOK_UPS, resource, VitalSign.NAME_FAILURES, failing);
        });
    }

    private void add(Sight sight, Map<String, String> resource, VitalSign sign, SortedMap<Long, Double> values) {
        String service = names.id(resource);
        if (service != null && !values.isEmpty()) {
            seen.add(sight);
            SortedMap<Long, Double> all = worst.computeIfAbsent(new Key(service, sign), _ -> new TreeMap<>());
            values.forEach((millis, value) -> all.merge(millis, value, Math::max));
        }
    }

    static Points points(SortedMap<Long, Double> values) {
        return Points.of(
                values.keySet().stream().mapToLong(millis -> millis).toArray(),
                values.values().stream().mapToDouble(value -> value).toArray());
    }
}
