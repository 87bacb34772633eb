// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import org.jspecify.annotations.Nullable;

/** When series of numbers changed: which of their points lie where the points since the alert lie. */
final class SeriesTrails {
    /** So far from what was usual, points are those of the change. */
    private static final double OUTSIDE_SIGMAS = 3;

    /** A level that moves by less than this share of itself has not moved. */
    private static final double LEAST_SHARE = .1;

    private static final double LEAST_STEP = 1e-3;
    private static final int LEAST_HISTORY = 5;

    private SeriesTrails() {}

    static void add(Incident incident, Trails trails) {
        Metrics metrics = incident.signals().metrics();
        for (ResourceSeries series : metrics.resources()) {
            trails.add(trail(series.points(), incident.frame()));
        }
        for (RequestSeries series : metrics.requests()) {
            if (series.service().equals(incident.symptom().service())) {
                trails.add(trail(
                        incident.symptom().trouble() == FaultKind.ERRORS ? series.errors() : series.latency(),
                        incident.frame()));
            }
        }
    }

    private static @Nullable Trail trail(Points points, Frame frame) {
        Sample calm = points.calm(frame);
        Sample during = points.during(frame);
        if (calm.size() < LEAST_HISTORY || during.isEmpty()) {
            return null;
        }
        double usual = calm.median();
        double step = Math.max(Math.max(calm.sigma(), LEAST_SHARE * Math.abs(usual)), LEAST_STEP);
        double moved = (during.median() - usual) / step;
        return Math.abs(moved) < OUTSIDE_SIGMAS
                ? null
                : counted(points, frame, usual + Math.signum(moved) * OUTSIDE_SIGMAS * step, Math.signum(moved));
    }

    private static @Nullable Trail counted(Points points, Frame frame, double edge, double side) {
        var with = new int[Slots.PIECES];
        var of = new int[Slots.PIECES];
        var before = new int[2];
        var now = new int[2];
        for (int i = 0; i < points.size(); i++) {
            long millis = points.millis(i);
            int outside = side * (points.value(i) - edge) >= 0 ? 1 : 0;
            int piece = Slots.piece(millis, frame.alert().toEpochMilli());
            if (piece >= 0) {
                with[piece] += outside;
                of[piece]++;
            } else if (frame.isDuring(millis) || frame.isBefore(millis)) {
                int[] counted = frame.isDuring(millis) ? now : before;
                counted[0] += outside;
                counted[1]++;
            }
        }
        return Trail.of(new Rates(before[0], before[1], now[0], now[1], 1), with, of);
    }
}
