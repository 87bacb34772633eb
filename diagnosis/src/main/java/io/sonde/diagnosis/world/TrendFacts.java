// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** {@link Trends} from a store, stretch after stretch in ascending order. One thread, one window. */
public final class TrendFacts {
    private final Window span;
    private final StoredStretches stored;

    /** @param window whose end is looked at */
    public TrendFacts(Window window, Limits limits) {
        span = Trends.span(window);
        stored = new StoredStretches(
                limits, number -> TrendBuilder.stretch(span, number).fromMillis());
    }

    /** What is to be read. */
    public Window span() {
        return span;
    }

    /** In buckets of this length. */
    public long stretchMillis() {
        return Trends.STRETCH_MILLIS;
    }

    /** What a series amounts to in the stretch that starts at this time. */
    public void add(long stretchStart, Series series, Aggregate values) {
        int number = Math.toIntExact((stretchStart - span.fromMillis()) / Trends.STRETCH_MILLIS);
        stored.add(number, series, values);
    }

    /** When a listener was last seen before the span; see {@link Limits#memory()}. */
    public void remember(Series listener, long lastMillis) {
        stored.remember(listener, lastMillis);
    }

    public Trends trends() {
        var builder = new TrendBuilder(Resolution.of(stored.finish(span, Trends.PAST_STRETCHES + 1)));
        builder.recent(TrendBuilder.stretch(span, Trends.PAST_STRETCHES), stored.unpack(Trends.PAST_STRETCHES));
        for (int number = 0; number < Trends.PAST_STRETCHES; number++) {
            builder.past(TrendBuilder.stretch(span, number), stored.unpack(number));
        }
        return builder.trends();
    }
}
