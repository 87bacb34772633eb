// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.sql.Prepared;

/** Whatever a connection was like, nothing of it is left in what reads the next one: that would be taken for something it said. */
final class AsNew {
    /** What is written before it is read, each time. */
    private static final String SCRATCH = "(.*\\.)?(line|fields|inner|fault)\\..*";

    private AsNew() {}

    /** @param sessions where a connection of this protocol has ended */
    static void check(Sessions sessions, Protocol protocol, String how) {
        Session used = sessions.begin(protocol, NOBODY);
        assertThat(used.dialogue())
                .as("used again after %s", how)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Exchanges.class, Prepared.class)
                .ignoringFieldsMatchingRegexes(SCRATCH)
                .isEqualTo(protocol.open(used.exchanges()));
        sessions.end(used);
    }

    private static final Exchanges.Listener NOBODY = new Exchanges.Listener() {
        @Override
        public void over(Exchange exchange, long endNanos) {}

        @Override
        public boolean wantsText() {
            return false;
        }
    };
}
