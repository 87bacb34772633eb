// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;

/** The tables of requests, with more in them than fits. */
public final class FullRequests {
    private static final int LIMIT = 3;
    private static final int MORE = 9;

    private FullRequests() {}

    public static Fill of(Bounded which) {
        var requests = new Requests(Requests.limits(LIMIT, Requests.spans(1, LIMIT)));
        RequestTable table = requests.table;
        if (which == Bounded.CONVERSATIONS) {
            for (int i = 1; i <= MORE; i++) {
                table.moved(ScriptedMove.sent(i, Requests.CURL, 40_000 + i, 0, "?a\n", 100));
            }
            return which.fill(table.size(), table.limit(), table.losses().untracked());
        }
        int position = 0;
        for (int i = 1; i <= MORE; i++) {
            table.moved(ScriptedMove.sent(1, Requests.CURL, 40_000, position, "?" + i + "\n", 100));
            table.moved(ScriptedMove.received(1, Requests.CURL, 40_000, position, "!y\n", 200));
            position += 3;
        }
        if (which == Bounded.SPANS) {
            return which.fill(
                    table.spanSize(), table.spanLimit(), table.spanCounts().getOrDefault(SpanDecision.FULL, 0L));
        }
        // One more than the limit: "other" itself.
        return which.fill(
                table.seriesSize() - 1, table.seriesLimit(), table.losses().folded());
    }
}
