// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;

@ConfigurationProperties("sonde.causes")
public record CausesConfig(
        @Says("How many answers to why a service was in trouble are kept; the oldest go first.")
        @Bindable(defaultValue = "2000")
        int kept) {}
