// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * How often something happens, of the times that it could: before and now.
 *
 * @param dispersion how many times more it scatters from slot to slot than chance alone would make it; 1 for chance alone
 */
record Rates(double withBefore, double ofBefore, double withNow, double ofNow, double dispersion) {
    /** Below these, a rate is not known. */
    private static final int LEAST_BEFORE = 5;

    private static final int LEAST_NOW = 2;

    /** From here on it is no accident. */
    private static final double LEAST_SIGMAS = 3.5;

    /** What may be an accident: it puts a service on the list where nobody is plain, and decides nothing. */
    private static final double HINT = .01;

    /** How many sigmas more make sure of it. */
    private static final double SURER_SIGMAS = 3;

    /** It must at least halve or double, seen from the side on which it is rarer. */
    private static final double LEAST_CHANGE = .5;

    /** Or so many of all runs must be done differently. */
    private static final double LEAST_SHARE = .2;

    /** What never happened before counts at least this much, and the more the more often it happens now. */
    private static final double NOVEL = .45;

    /** Of the rest, the share of all runs that changed counts more than the change of the rate. */
    private static final double RELATIVE = .3;

    /** What was seen so often only is half known: what it never did then it may do. */
    private static final double FEW = 3;

    boolean isKnown() {
        return ofBefore >= LEAST_BEFORE && ofNow >= LEAST_NOW;
    }

    double before() {
        return withBefore / ofBefore;
    }

    double now() {
        return withNow / ofNow;
    }

    boolean isLess() {
        return now() < before();
    }

    /** Of what was always so or never so, the first exception is news. */
    private boolean isNovel() {
        return withBefore == 0 || withBefore == ofBefore;
    }

    private double change() {
        double difference = Math.abs(now() - before());
        double with = Math.max(before(), now());
        double without = Math.max(1 - before(), 1 - now());
        return difference == 0 ? 0 : Math.max(difference / with, difference / without);
    }

    /** The root of the likelihood ratio that both are one rate: sigmas that hold for small counts too. */
    double sigmas() {
        double both = (withBefore + withNow) / (ofBefore + ofNow);
        double ratio = likelihood(withBefore, ofBefore, before())
                + likelihood(withNow, ofNow, now())
                - likelihood(withBefore, ofBefore, both)
                - likelihood(withNow, ofNow, both);
        return Math.sqrt(Math.max(0, 2 * ratio / dispersion));
    }

    /** How much speaks for a change, in natural logarithms of likelihood; 0 if nothing is known. */
    double evidence() {
        return ofBefore == 0 || ofNow == 0 ? 0 : sigmas() * sigmas() / 2;
    }

    Rates withMoreBefore(double with, double of) {
        return new Rates(withBefore + with, ofBefore + of, withNow, ofNow, dispersion);
    }

    /** The same, with some runs taken for now instead of before. */
    Rates movedToNow(double with, double of) {
        return new Rates(withBefore - with, ofBefore - of, withNow + with, ofNow + of, dispersion);
    }

    boolean isLikeBefore(double rate) {
        return Math.abs(rate - before()) < Math.abs(rate - now());
    }

    private static double likelihood(double with, double of, double rate) {
        double possible = Math.clamp(rate, 1e-9, 1 - 1e-9);
        return with * Math.log(possible) + (of - with) * Math.log(1 - possible);
    }

    /** How sure it is that this is no accident: 0 to 1. */
    double certainty() {
        double sigmas = sigmas();
        return sigmas < LEAST_SIGMAS
                ? HINT * Math.clamp((sigmas - 2) / (LEAST_SIGMAS - 2), 0, 1)
                : 1 - Math.exp(-(sigmas - 2) / SURER_SIGMAS);
    }

    /** 0 unless the rate at least halves or doubles and that is no accident; towards 1 the surer and the larger it is. */
    double value() {
        double change = change();
        double share = Math.abs(now() - before());
        if (change < LEAST_CHANGE && share < LEAST_SHARE) {
            return 0;
        }
        double size = isNovel() ? NOVEL + (1 - NOVEL) * share : RELATIVE * change + (1 - RELATIVE) * share;
        return size * certainty() * ofBefore / (ofBefore + FEW);
    }
}
