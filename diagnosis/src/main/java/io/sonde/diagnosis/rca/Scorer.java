// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/** One way of looking at an incident, cheap and explainable. */
interface Scorer {
    Part part();

    List<Finding> findings(Incident incident);
}
