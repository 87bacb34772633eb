// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.otlp.Attributes;
import io.sonde.otlp.ExponentialValue;
import io.sonde.proto.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind in an interval.
 *
 * @param seconds how long each took; null: none whose duration is known
 * @param unmeasured how many more there were whose duration is not known
 */
public record RequestSnapshot(
        Metric metric, Attributes labels, @Nullable ExponentialValue seconds, long unmeasured) {}
