// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** How the CPUs of a node did, step by step. */
public record HostCourse(String id, String name, Figures<HostCourse.Figure> figures) {
    /** What is counted; times are nanoseconds of all CPUs together. */
    enum Figure {
        BUSY,
        IDLE,
        CPUS
    }

    static Figures<Figure> figures(int steps) {
        return new Figures<>(Figure.class, steps);
    }

    void add(int step, long busy, long idle, long cpus) {
        figures.add(Figure.BUSY, step, busy);
        figures.add(Figure.IDLE, step, idle);
        figures.add(Figure.CPUS, step, cpus - figures.at(Figure.CPUS, step));
    }

    public long cpus(int step) {
        return figures.at(Figure.CPUS, step);
    }

    /** For how long it was measured. */
    public long measuredNanos(int step) {
        long cpus = cpus(step);
        return cpus == 0 ? 0 : (figures.at(Figure.BUSY, step) + figures.at(Figure.IDLE, step)) / cpus;
    }

    /** NaN where it was not measured. */
    public double busyShare(int step) {
        long all = figures.at(Figure.BUSY, step) + figures.at(Figure.IDLE, step);
        return all == 0 ? Double.NaN : (double) figures.at(Figure.BUSY, step) / all;
    }
}
