// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

/**
 * Problem details (RFC 9457).
 *
 * @param type about:blank: the title says it all
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param detail what was wrong with this request
 * @param instance the path that was asked for
 * @param requestId stands in the log and in the header X-Request-Id as well
 */
@Answer
record ProblemAnswer(String type, String title, int status, String detail, String instance, String requestId) {}
