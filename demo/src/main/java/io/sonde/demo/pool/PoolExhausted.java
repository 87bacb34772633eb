// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.pool;

/** Every connection was taken for as long as the caller was ready to wait. */
public final class PoolExhausted extends Exception {
    private static final long serialVersionUID = 1L;

    PoolExhausted(int limit) {
        super("all " + limit + " connections are taken");
    }
}
