// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

/** What was asked for cannot be done; the message says what can. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final String USAGE = """
            usage: sonde-eval rca DATASET DIR [--json FILE] [--late SECONDS] [--keep SHARE] [--why]
                   sonde-eval rca ablation DATASET DIR
                   sonde-eval rca leave-out DATASET DIR [DATASET DIR]...
                   sonde-eval storms nezha DIR [DIR]...
                   sonde-eval anomaly nab DIR [--json FILE]
                   sonde-eval protocols captures DIR [--json FILE]   (as root)

              DATASET        petshop, sockshop, nezha or rootcausebench
              DIR            the data set, unpacked
              --json FILE    write the answers, in the format of the scorers
              --late SECONDS the alert comes this much later
              --keep SHARE   leave this share of points and spans, chosen by a fixed draw
              --why          print the evidence of each answer""";

    UsageException(String message) {
        super(message + "\n" + USAGE);
    }
}
