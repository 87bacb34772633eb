// SPDX-License-Identifier: Apache-2.0

/** HTTP in and out for the shop's services, with the knobs by which the demo breaks them. Start at {@link io.sonde.demo.web.WebService}. */
@NullMarked
package io.sonde.demo.web;

import org.jspecify.annotations.NullMarked;
