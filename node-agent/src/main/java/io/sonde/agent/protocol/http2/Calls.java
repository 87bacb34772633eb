// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.http.Methods;
import io.sonde.agent.protocol.http.StatusCodes;

/** Tells requests and answers from their headers: as HTTP, or as calls of gRPC. */
final class Calls {
    /** The variant of requests that are calls of gRPC. */
    static final String GRPC = "grpc";

    /** What was said in a way that only those understand who were there from the start. */
    static final String UNKNOWN = "unknown";

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FINAL = 200;

    /** A connection of gRPC carries nothing else. */
    private boolean grpc;

    void asked(Exchange exchange, Fields fields) {
        boolean call = fields.grpc || (!fields.typed && fields.incomplete && (grpc || !fields.call.isEmpty()));
        if (call) {
            grpc = true;
            exchange.variant = GRPC;
            exchange.operation = callName(fields);
        } else {
            exchange.operation = fields.method.isEmpty() ? Methods.OTHER : fields.method;
            exchange.target = route(fields);
        }
        exchange.traceHigh = fields.traceHigh;
        exchange.traceLow = fields.traceLow;
        exchange.parentSpan = fields.parentSpan;
        exchange.traceSampled = fields.traceSampled;
    }

    private static String route(Fields fields) {
        return fields.route.isEmpty() && fields.incomplete ? UNKNOWN : fields.route;
    }

    private static String callName(Fields fields) {
        return fields.call.isEmpty() ? route(fields) : fields.call;
    }

    /** An answer to what nobody saw. */
    void unseen(Exchange exchange) {
        exchange.variant = grpc ? GRPC : "";
        exchange.operation = grpc ? UNKNOWN : Methods.OTHER;
        exchange.target = grpc ? "" : UNKNOWN;
    }

    /** Headers or trailers of the answer; false: it is only announced. */
    boolean answered(Exchange exchange, Fields fields) {
        if (fields.status >= 100 && fields.status < FIRST_FINAL) {
            return false;
        }
        boolean call = exchange.variant.equals(GRPC);
        if (fields.status >= FIRST_FINAL && !call) {
            StatusCodes.tell(fields.status, exchange);
        } else if (fields.status >= FIRST_ERROR) {
            StatusCodes.tellError(fields.status, exchange);
        }
        if (fields.grpcStatus != Fields.NO_GRPC_STATUS) {
            exchange.variant = GRPC;
            GrpcStatus.tell(fields.grpcStatus, exchange);
        }
        return true;
    }
}
