// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.dns;

import io.sonde.agent.protocol.Exchange;

/** How a lookup ended, by name. */
final class ResponseCodes {
    private static final String[] NAMES = {
        "NOERROR",
        "FORMERR",
        "SERVFAIL",
        "NXDOMAIN",
        "NOTIMP",
        "REFUSED",
        "YXDOMAIN",
        "YXRRSET",
        "NXRRSET",
        "NOTAUTH",
        "NOTZONE",
        "RCODE11",
        "RCODE12",
        "RCODE13",
        "RCODE14",
        "RCODE15"
    };

    private ResponseCodes() {}

    /** @param code from 0 to 15 */
    static void tell(int code, Exchange exchange) {
        exchange.status = NAMES[code];
        exchange.error = code == 0 ? "" : NAMES[code];
    }
}
