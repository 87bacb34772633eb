// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import io.sonde.proto.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A sink as a program of its own: says where it listens, and after each line of its input what it was told until then of HTTP requests
 * at clients and at servers, and what was lost.
 */
final class SinkProgram {
    private SinkProgram() {}

    public static void main(String[] arguments) throws IOException {
        try (var sink = new OtlpSink();
                var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(sink.endpoint());
            while (questions.readLine() != null) {
                var told = new Told(sink);
                System.out.printf(
                        "%d %d %s%n",
                        told.requests(Metric.HTTP_CLIENT_REQUEST_DURATION),
                        told.requests(Metric.HTTP_SERVER_REQUEST_DURATION),
                        told.lost().toString().replace(" ", ""));
            }
        }
    }
}
