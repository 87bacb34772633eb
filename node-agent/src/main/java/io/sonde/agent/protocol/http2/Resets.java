// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Side;

/** Why a stream was reset, in few words. */
final class Resets {
    static final String REFUSED = "refused_stream";

    private static final String[] ERRORS = {
        "reset",
        "protocol_error",
        "internal_error",
        "flow_control_error",
        "settings_timeout",
        "stream_closed",
        "frame_size_error",
        REFUSED,
        "cancelled",
        "compression_error",
        "connect_error",
        "enhance_your_calm",
        "inadequate_security",
        "http_1_1_required"
    };

    private static final int CANCEL = 8;

    private Resets() {}

    static String error(int code, Side side) {
        if (code == CANCEL && side == Side.SERVER) {
            return "cancelled_by_server";
        }
        return code >= 0 && code < ERRORS.length ? ERRORS[code] : ERRORS[0];
    }
}
