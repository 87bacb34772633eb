// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/** How a protocol tells what was asked, for a span, without anything secret. */
@FunctionalInterface
public interface Wording {
    /** Makes garbage: asked only of requests of which a span is sent. */
    String text(byte[] bytes, int from, int to);
}
