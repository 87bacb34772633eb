// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.annotation.SerdeableGenerated;
import org.jspecify.annotations.Nullable;

/**
 * Why a service is, or was, in trouble.
 *
 * @param service id of the service whose users are hurt
 * @param from when the trouble began, as an ISO-8601 instant
 * @param to when it ended, exclusive; now when it is missing
 */
@Serdeable.Deserializable
@SerdeableGenerated(required = false, skip = true)
record CauseQuestion(
        @Nullable String service,
        @Nullable String from,
        @Nullable String to) {}
