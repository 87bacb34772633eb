// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

/** Value of a header that matters, in the form in which it is told. Reused. */
final class FieldValue {
    /** Method, or route of a path. */
    String text = "";
    /** Name of the call, where the path looks like one. */
    String call = "";
    /** Status, 1 for a content type of gRPC, or the first half of a trace id. */
    long number;

    long low;
    long parent;
    boolean sampled;

    void clear() {
        text = "";
        call = "";
        number = 0;
        low = 0;
        parent = 0;
        sampled = false;
    }
}
