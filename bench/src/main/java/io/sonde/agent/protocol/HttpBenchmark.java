// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static io.sonde.agent.protocol.Round.bytes;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** As {@link DialogueBenchmark}, of HTTP, gRPC, DNS and AMQP. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HttpBenchmark {
    private static final byte[] HTTP_REQUEST = head("""
            GET /api/orders/8172634/items?page=2 HTTP/1.1
            Host: shop.example.com
            User-Agent: Go-http-client/1.1
            Accept: application/json
            Accept-Encoding: gzip
            traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            X-Request-Id: 81726354

            """);
    private static final byte[] HTTP_ANSWER = bytes(head("""
            HTTP/1.1 200 OK
            Server: nginx
            Date: Sat, 21 Nov 2026 10:00:00 GMT
            Content-Type: application/json
            Content-Length: 512
            Connection: keep-alive

            """), new byte[512]);

    private static final byte[] DNS_NAME = bytes(4, "shop", 7, "example", 3, "com", 0, 0, 1, 0, 1);
    private static final byte[] ADDRESS = bytes(0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1);
    private static final byte[] GRPC = bytes(0x5f, 16, "application/grpc");

    private final Round http1 = new Round(HTTP_REQUEST, HTTP_ANSWER);

    private final Streams http2 = new Streams(
            bytes(0x83, 0x86, 0x84),
            bytes(0x88),
            Streams.headers(1, bytes(0x82, 0x86, 0x04, 20, "/api/orders/81726345")),
            bytes(Streams.headers(0, bytes(0x88)), Streams.data(1, 512)));

    private final Streams grpc = new Streams(
            bytes(0x83, 0x86, 0x44, 14, "/shop.Cart/Add", GRPC),
            bytes(0x88, GRPC, 0x40, 11, "grpc-status", 1, "0"),
            bytes(Streams.headers(0, bytes(0x83, 0x86, 0xbf, 0xbe)), Streams.data(1, 64)),
            bytes(Streams.headers(0, bytes(0x88, 0xbf)), Streams.data(0, 64), Streams.headers(1, bytes(0xbe))));

    private final Round dns = new Round(
            bytes(0, 34, 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, DNS_NAME),
            bytes(0, 50, 0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, DNS_NAME, ADDRESS));

    private final Round amqp = new Round(
            bytes(
                    bytes(1, 0, 1, 0, 0, 0, 21, 0, 60, 0, 40, 0, 0, 6, "orders", 6, "eu.new", 0, 0xce),
                    bytes(2, 0, 1, 0, 0, 0, 14, 0, 60, 0, 0, new byte[7], 64, 0, 0, 0xce),
                    bytes(3, 0, 1, 0, 0, 0, 64, new byte[64], 0xce)),
            new byte[0]);

    private static byte[] head(String lines) {
        return bytes(lines.replace("\n", "\r\n"));
    }

    @Benchmark
    public long http1() {
        return http1.say();
    }

    @Benchmark
    public long http2() {
        return http2.say();
    }

    @Benchmark
    public long grpc() {
        return grpc.say();
    }

    @Benchmark
    public long dns() {
        return dns.say();
    }

    /** A published message has no answer. */
    @Benchmark
    public long amqp() {
        return amqp.say();
    }
}
