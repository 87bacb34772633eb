// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import java.nio.file.Path;

@ConfigurationProperties("sonde")
public record DataConfig(
        @Says("Directory of all data; made when it is not there.") @Bindable(defaultValue = "var")
        Path data) {}
