// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

/** A watch, with how easily it is surprised by this very series. */
final class Layer {
    /** So many of its last surprises say what is usual for it. */
    private static final int MEMORY = 1_000;

    private static final int LEAST_MEMORY = 200;

    /** Of these, only one in a hundred is as large as this. */
    private static final double RARE = .99;

    private final Watch watch;
    private final double trust;
    private final Recent surprises = new Recent(MEMORY);

    Layer(Watch watch, double trust) {
        this.watch = watch;
        this.trust = trust;
    }

    String name() {
        return watch.name();
    }

    /** 1 for what happens once in a hundred points. */
    double severity(double value) {
        double surprise = watch.surprise(value);
        double rare = Math.max(surprises.quantile(RARE), watch.least());
        double severity = surprises.size() < LEAST_MEMORY ? 0 : trust * surprise / rare;
        surprises.add(surprise);
        return severity;
    }
}
