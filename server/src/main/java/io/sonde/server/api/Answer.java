// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.annotation.SerdeableGenerated;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A shape of REST. The framework's generated writers are left out, because they do not compile under our checks.
 */
@Serdeable.Serializable
@SerdeableGenerated(required = false, skip = true)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Answer {}
