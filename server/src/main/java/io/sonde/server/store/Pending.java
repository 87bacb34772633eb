// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.util.concurrent.CompletableFuture;

/** What one request brought and that is not stored yet. */
record Pending<B>(B batch, int rows, long bytes, long sinceNanos, CompletableFuture<Void> stored) {}
