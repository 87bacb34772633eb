// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Comparator;

/**
 * An operation of a service, within requests of one kind: names such as "commit" are in requests of every kind.
 *
 * @param entry the operation by which the request came in; empty for that one itself
 */
record Operation(String service, String entry, String name) {
    static final Comparator<Operation> ORDER = Comparator.comparing(Operation::service)
            .thenComparing(Operation::entry)
            .thenComparing(Operation::name);

    static Operation of(SpanTable table, int at) {
        int entry = table.entry(at);
        return new Operation(table.service(at), entry == at ? "" : table.operation(entry), table.operation(at));
    }

    String sentence() {
        return entry.isEmpty() ? name : entry + ": " + name;
    }
}
