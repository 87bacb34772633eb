// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/** One way of looking at how everything did, as Sonde itself measures it. */
interface CourseScorer {
    Part part();

    List<Finding> findings(Scene scene);
}
