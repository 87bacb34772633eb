// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** What can be measured of a {@link Subject}, and how its values add up. */
enum Measure {
    OPENED(0, Fold.SUM),
    CLOSED(1, Fold.MEAN),
    REFUSED(2, Fold.SUM),
    TIMED_OUT(3, Fold.SUM),
    UNREACHABLE(4, Fold.SUM),
    RESET(5, Fold.SUM),
    OTHER(6, Fold.SUM),
    SENT(7, Fold.SUM),
    RECEIVED(8, Fold.SUM),
    RETRANSMITS(9, Fold.SUM),
    ACTIVE(10, Fold.LAST),
    RTT(11, Fold.MEAN),
    CONNECT(12, Fold.MEAN),

    /** Answered without an error. */
    REQUEST_OK(0, Fold.SUM),
    REQUEST_ERROR(1, Fold.SUM),
    REQUEST_UNANSWERED(2, Fold.SUM),
    /** Answered with an error that is the server's by any standard. */
    REQUEST_FAULT(3, Fold.SUM),
    SIGHTED(0, Fold.SIGHTING),

    SEEN(0, Fold.SPAN),
    RUNNING(1, Fold.LAST),
    STARTED(2, Fold.SUM),
    EXITED_OK(3, Fold.SUM),
    EXITED_ERROR(4, Fold.SUM),
    EXITED_SIGNAL(5, Fold.SUM),
    CPU_RUN(6, Fold.SUM),
    CPU_DELAY(7, Fold.SUM),
    CPU_LIMIT(8, Fold.LAST),
    MEMORY_LIMIT(9, Fold.LAST),
    CPU_THROTTLED(10, Fold.SUM),

    HOST_BUSY(0, Fold.SUM),
    HOST_IDLE(1, Fold.SUM),
    HOST_CPUS(2, Fold.LAST);

    /** Cells per subject: room for every measure of a flow, a power of two so that a cell's subject is a shift away. */
    static final int CELLS_PER_SUBJECT = 16;

    final int position;
    final Fold fold;

    Measure(int position, Fold fold) {
        this.position = position;
        this.fold = fold;
    }

    int cellOf(int subject) {
        return subject * CELLS_PER_SUBJECT + position;
    }
}
