// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The excess seconds or failed requests of one service, step by step, against what was usual before. */
record ExcessSeries(RequestSeries series, FaultKind trouble, Usual usual) {
    /** Below this many steps a service is new. */
    private static final int LEAST_HISTORY = 10;

    /** Where Sonde itself measured, steps of trouble are left out of a past that may be two minutes long. */
    private static final int LEAST_MEASURED_HISTORY = 5;

    /** A latency that moves by less than this share of itself has not moved. */
    private static final double LEAST_LATENCY_SHARE = .05;

    /** Single requests scatter by this much; the mean of many by less. */
    private static final double REQUEST_SCATTER_SECONDS = .005;

    /** Half an error more is none. */
    private static final double LEAST_ERRORS = .5;

    /** Errors and delays come in bursts: what is reached in one of so many steps without an incident is worth so many sigmas. */
    private static final double BURST_QUANTILE = .98;

    private static final double BURST_SIGMAS = 2;

    private record Usual(double level, double sigma, boolean fresh, double requests) {}

    static ExcessSeries of(RequestSeries series, FaultKind trouble, Incident incident) {
        Frame frame = incident.frame();
        int least = incident.signals().course().isNothing() ? LEAST_HISTORY : LEAST_MEASURED_HISTORY;
        Sample before = trouble == FaultKind.LATENCY
                ? series.latency().before(frame)
                : errors(series).before(frame);
        double level = before.medianOr(0);
        Sample during = series.requests().during(frame);
        double requests = during.isEmpty() ? Double.NaN : during.median();
        double bursts = before.isEmpty() || trouble != FaultKind.LATENCY
                ? 0
                : (before.quantile(BURST_QUANTILE) - level) / BURST_SIGMAS;
        double sigma = Math.max(before.sigma(), bursts);
        return new ExcessSeries(series, trouble, new Usual(level, sigma, before.size() < least, requests));
    }

    String service() {
        return series.service();
    }

    /** The steps of the incident in which something is known. */
    long[] times(Frame frame) {
        Points known = trouble == FaultKind.LATENCY ? series.latency() : series.errors();
        return IntStream.range(0, known.size())
                .mapToLong(known::millis)
                .filter(frame::isDuring)
                .toArray();
    }

    Optional<Excess> at(long time) {
        double counted = series.requests().at(time);
        // A hole in the counts is no hole in the delays.
        double requests = Double.isNaN(counted) ? usual.requests : counted;
        double value = trouble == FaultKind.LATENCY
                ? series.latency().at(time)
                : series.errors().at(time) * requests;
        if (Double.isNaN(value) || !(requests > 0)) {
            return Optional.empty();
        }
        double more = usual.fresh && trouble == FaultKind.LATENCY && usual.level == 0 ? 0 : value - usual.level;
        return Optional.of(
                new Excess(trouble == FaultKind.LATENCY ? more * requests : more, more / scale(requests), usual.fresh));
    }

    private double scale(double requests) {
        double least = trouble == FaultKind.LATENCY
                ? Math.max(
                        LEAST_LATENCY_SHARE * usual.level, REQUEST_SCATTER_SECONDS / Math.sqrt(Math.max(1, requests)))
                : Math.max(Math.sqrt(Math.max(0, usual.level)), LEAST_ERRORS);
        return Math.max(usual.sigma, least);
    }

    private static Points errors(RequestSeries series) {
        int size = series.errors().size();
        long[] times = LongStream.range(0, size)
                .map(i -> series.errors().millis((int) i))
                .toArray();
        double[] counts = IntStream.range(0, size)
                .mapToDouble(i -> series.errors().value(i) * series.requests().at(times[i]))
                .toArray();
        return Points.of(times, counts);
    }
}
