// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

/**
 * How many spans go out in a second. Of ordinary requests there may be far too many: then fewer of them are chosen, by halves, so that
 * what both ends of a connection choose stays the same as long as both have as much to do.
 */
public final class SpanRate {
    private static final int MOST_HALVES = 40;
    /** With less than this part of the limit in a second, twice as many may be chosen. */
    private static final int ROOM = 4;

    private long second = Long.MIN_VALUE;
    private int ordinary;
    private int urgent;
    private int halves;

    /** How often the share of those that are chosen was halved. */
    public int halves() {
        return halves;
    }

    /** A request was chosen; false: there were enough in that second. */
    public boolean takes(long inSecond, int limit) {
        turn(inSecond, limit);
        ordinary++;
        return ordinary <= limit;
    }

    /** One that failed or was slow. */
    public boolean takesUrgent(long inSecond, int limit) {
        turn(inSecond, limit);
        urgent++;
        return urgent <= limit;
    }

    /** To be asked before requests are chosen: who was too many a second ago may be so no more. */
    public void turn(long now, int limit) {
        if (now <= second) {
            return;
        }
        if (ordinary > limit) {
            int times = (ordinary - 1) / limit;
            halves = Math.min(MOST_HALVES, halves + Integer.SIZE - Integer.numberOfLeadingZeros(times));
        } else if (ordinary <= limit / ROOM) {
            halves = (int) Math.max(0, halves - (second == Long.MIN_VALUE ? 0 : Math.min(now - second, halves)));
        }
        second = now;
        ordinary = 0;
        urgent = 0;
    }
}
