// SPDX-License-Identifier: Apache-2.0

/** Charges orders at the bank, each once: Redis remembers, PostgreSQL keeps the books. Start at {@link io.sonde.demo.payments.Payments}. */
@NullMarked
package io.sonde.demo.payments;

import org.jspecify.annotations.NullMarked;
