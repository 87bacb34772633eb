// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import java.io.IOException;
import java.util.List;

/** A public data set as questions to the analysis. Translates names, units and windows; knows no threshold. */
interface Dataset {
    List<Case> cases() throws IOException;
}
