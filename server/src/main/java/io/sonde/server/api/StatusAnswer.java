// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sonde.diagnosis.inspect.Status;

/** How something is. */
@Answer
enum StatusAnswer {
    @JsonProperty("ok")
    OK,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL,
    @JsonProperty("unknown")
    UNKNOWN;

    static StatusAnswer of(Status status) {
        return switch (status) {
            case OK -> OK;
            case WARNING -> WARNING;
            case CRITICAL -> CRITICAL;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
