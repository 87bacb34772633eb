// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** How often something happens, of the times that it could: before and now. */
record Rates(double withBefore, double ofBefore, double withNow, double ofNow) {
    /** Below these, a rate is not known. */
    private static final int LEAST_BEFORE = 5;

    private static final int LEAST_NOW = 2;

    /** From here on it is no accident. */
    private static final double LEAST_SIGMAS = 3.5;

    /** How many sigmas more make sure of it. */
    private static final double SURER_SIGMAS = 3;

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

    /** Relative change: 1 if it stopped or never happened before. */
    double change() {
        double larger = Math.max(before(), now());
        return larger <= 0 ? 0 : Math.abs(now() - before()) / larger;
    }

    /** The root of the likelihood ratio that both are one rate: sigmas that hold for small counts too. */
    double sigmas() {
        double both = (withBefore + withNow) / (ofBefore + ofNow);
        double ratio = likelihood(withBefore, ofBefore, before())
                + likelihood(withNow, ofNow, now())
                - likelihood(withBefore, ofBefore, both)
                - likelihood(withNow, ofNow, both);
        return Math.sqrt(Math.max(0, 2 * ratio));
    }

    private static double likelihood(double with, double of, double rate) {
        double possible = Math.clamp(rate, 1e-9, 1 - 1e-9);
        return with * Math.log(possible) + (of - with) * Math.log(1 - possible);
    }

    /** 0 unless the rate at least halves or doubles and that is no accident; towards 1 the surer and the larger it is. */
    double value() {
        double change = change();
        double sigmas = change < .5 ? 0 : sigmas();
        return sigmas < LEAST_SIGMAS ? 0 : Math.min(1, change) * (1 - Math.exp(-(sigmas - 2) / SURER_SIGMAS));
    }
}
