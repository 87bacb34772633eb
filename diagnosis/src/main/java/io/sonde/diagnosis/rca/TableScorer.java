// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/** A way of looking at the spans of an incident. */
interface TableScorer {
    Part part();

    /** @param trails where it puts down when what it looks at changed */
    List<Finding> findings(Incident incident, SpanTable table, Trails trails);
}
