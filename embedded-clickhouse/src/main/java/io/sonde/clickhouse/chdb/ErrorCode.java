// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

/** Errors of ClickHouse that the facade itself raises, with ClickHouse's numbers. */
public enum ErrorCode {
    BAD_ARGUMENTS(36),
    SYNTAX_ERROR(62),
    UNKNOWN_FORMAT(73),
    READONLY(164),
    TOO_MANY_SIMULTANEOUS_QUERIES(202),
    NETWORK_ERROR(210),
    QUERY_WAS_CANCELLED(394),
    HTTP_LENGTH_REQUIRED(381),
    UNKNOWN_COMPRESSION_METHOD(89),
    TOO_MANY_BYTES(307),
    ABORTED(236),
    REQUIRED_PASSWORD(194),
    AUTHENTICATION_FAILED(516),
    CANNOT_PARSE_TEXT(6);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
