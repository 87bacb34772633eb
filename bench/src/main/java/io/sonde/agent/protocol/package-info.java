// SPDX-License-Identifier: Apache-2.0
/** Measures the reading of protocols; in their package's name, so that what is made for them alone need not be public. */
@NullMarked
package io.sonde.agent.protocol;

import org.jspecify.annotations.NullMarked;
