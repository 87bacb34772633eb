// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import com.google.protobuf.MessageLite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes the requests of a load. */
interface LoadRequests {
    /** Those of the next run, compressed; never the same twice. */
    List<byte[]> nextRun();

    /** What is in them, for the table. */
    String values();

    /** @param runs how many there will be, so that none of them lies in the future */
    static LoadRequests of(LoadShape shape, long nowUnixNanos, int runs) {
        return switch (shape) {
            case GAUGE, HISTOGRAM -> new PointRequests(shape, nowUnixNanos, runs);
            case SPAN -> new SpanRequests(shape, nowUnixNanos);
            case LOG -> new LogRequests(shape, nowUnixNanos);
        };
    }

    /** A run of requests that are made one by one. */
    static List<byte[]> run(LoadShape shape, Supplier<? extends MessageLite> next) {
        return Stream.generate(next)
                .limit(shape.requestsPerRun())
                .map(request -> gzip(request.toByteArray()))
                .toList();
    }

    /** As agents and SDKs send: with the quickest level. */
    static byte[] gzip(byte[] request) {
        var out = new ByteArrayOutputStream(request.length / 8);
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
