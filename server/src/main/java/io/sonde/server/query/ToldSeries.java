// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What somebody who is no agent told, in even buckets of time.
 *
 * @param kind as it stands in the store
 * @param points rising by time
 */
public record ToldSeries(
        String metric, String kind, Map<String, String> resource, Map<String, String> attributes, List<Point> points) {
    private static final double MILLIS_PER_SECOND = 1e3;

    /**
     * A bucket.
     *
     * @param total of all values
     * @param count of what they are of; 0 where they are plain numbers
     * @param latest value
     * @param latestCount that belongs to it
     */
    public record Point(long millis, double total, double count, double latest, double latestCount) {}

    /** What came to it since the bucket before. */
    public record Growth(long millis, double seconds, double amount, double count) {
        public double perSecond() {
            return amount / seconds;
        }
    }

    /** The same, whether it was told as growth or as a total that grows. */
    public List<Growth> growth() {
        boolean cumulative = kind.startsWith("cumulative");
        List<Growth> growth = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point now = points.get(i);
            double seconds = (now.millis - before.millis) / MILLIS_PER_SECOND;
            boolean begunAnew = now.latest < before.latest || now.latestCount < before.latestCount;
            growth.add(
                    !cumulative
                            ? new Growth(now.millis, seconds, now.total, now.count)
                            : new Growth(
                                    now.millis,
                                    seconds,
                                    begunAnew ? now.latest : now.latest - before.latest,
                                    begunAnew ? now.latestCount : now.latestCount - before.latestCount));
        }
        return growth;
    }
}
