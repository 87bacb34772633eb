// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.http.StatusCodes;

/** What a block of headers says, as far as it matters. Reused. */
final class Fields {
    static final int NO_GRPC_STATUS = -1;

    String method = "";
    String route = "";
    String call = "";
    int status;
    int grpcStatus;
    /** The content type is one of gRPC. */
    boolean grpc;
    /** There is a content type. */
    boolean typed;
    /** Some of it is not known. */
    boolean incomplete;

    long traceHigh;
    long traceLow;
    long parentSpan;
    boolean traceSampled;

    void clear() {
        method = "";
        route = "";
        call = "";
        status = StatusCodes.NONE;
        grpcStatus = NO_GRPC_STATUS;
        grpc = false;
        typed = false;
        incomplete = false;
        traceHigh = 0;
        traceLow = 0;
        parentSpan = 0;
        traceSampled = false;
    }

    void take(Kind kind, FieldValue value) {
        switch (kind) {
            case UNKNOWN -> incomplete = true;
            case OTHER -> {}
            case METHOD -> method = value.text;
            case PATH -> {
                route = value.text;
                call = value.call;
            }
            case STATUS -> status = (int) value.number;
            case CONTENT_TYPE -> {
                typed = true;
                grpc = value.number != 0;
            }
            case GRPC_STATUS -> grpcStatus = (int) value.number;
            case TRACEPARENT -> {
                traceHigh = value.number;
                traceLow = value.low;
                parentSpan = value.parent;
                traceSampled = value.sampled;
            }
        }
    }
}
