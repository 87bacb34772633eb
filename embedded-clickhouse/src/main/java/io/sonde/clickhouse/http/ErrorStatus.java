// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

/** HTTP status for a number of ClickHouse's errors, as its server answers. */
final class ErrorStatus {
    private ErrorStatus() {}

    static int of(int code) {
        return switch (code) {
            case 194 -> 401;
            case 192, 193, 164, 291, 497, 516 -> 403;
            case 46, 47, 50, 52, 56, 60, 63, 71, 73, 81, 115, 126, 141, 180, 218 -> 404;
            case 159, 160, 209 -> 408;
            case 381 -> 411;
            case 307, 299, 396 -> 413;
            case 48 -> 501;
            case 202, 236 -> 503;
            case 6, 26, 27, 33, 36, 38, 41, 42, 43, 53, 62, 69, 70, 72, 89, 117, 131, 386, 395, 452, 456, 457 -> 400;
            default -> 500;
        };
    }
}
