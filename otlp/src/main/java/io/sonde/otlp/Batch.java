// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/**
 * One encoded export request. The array is handed over: whoever makes a batch must not write to it afterwards.
 *
 * @param items how many points, log records or spans the request holds
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; copying megabytes would be waste
public record Batch(Signal signal, byte[] bytes, int items) {}
