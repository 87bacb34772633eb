// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.util.List;

/**
 * The same question asked again, of the stored data, with today's code. Nothing is kept of it.
 *
 * @param kept the answer that was kept, in short
 * @param now the answer of today; its id is that of the kept one
 * @param same whether conclusion, candidates and their kinds are the same
 * @param differences what is not
 */
@Answer
record ReplayAnswer(CausesAnswer.Kept kept, CauseAnswer now, boolean same, List<Difference> differences) {
    /**
     * Something that is answered differently.
     *
     * @param what which part of the answer
     * @param kept as it was answered then
     * @param now as it is answered today
     */
    @Answer
    record Difference(String what, String kept, String now) {}
}
