// SPDX-License-Identifier: Apache-2.0
package io.sonde.server;

import com.clickhouse.client.api.query.GenericRecord;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.sonde.server.config.CommandLine;
import io.sonde.server.ops.OpsServer;
import io.sonde.server.receive.GrpcReceiver;
import io.sonde.server.receive.HttpReceiver;
import io.sonde.server.store.ClickHouse;
import io.sonde.server.store.StoreException;
import io.sonde.server.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The whole server on free ports, with those who talk to it. */
public final class RunningServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ManagedChannel channel;

    private RunningServer(Server server) {
        this.server = server;
        this.channel = ManagedChannelBuilder.forAddress(
                        "127.0.0.1", server.bean(GrpcReceiver.class).port())
                .usePlaintext()
                .build();
    }

    /** Starts with flags of its own; does not wait for the store. */
    public static RunningServer start(String... flags) throws Exception {
        List<String> line =
                new ArrayList<>(List.of("--http.port=0", "--otlp.grpc-port=0", "--otlp.http-port=0", "--ops.port=0"));
        line.addAll(List.of(flags));
        return new RunningServer(Server.start(CommandLine.parse(line.toArray(String[]::new))));
    }

    public RunningServer awaitReady() {
        Awaitility.await().atMost(START_LIMIT).until(() -> ops("/-/ready").statusCode() == 200);
        return this;
    }

    public <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    /** The way to the gRPC receiver, with headers in pairs of name and value. */
    public Channel grpc(String... headers) {
        Metadata metadata = new Metadata();
        for (int i = 0; i < headers.length; i += 2) {
            metadata.put(Metadata.Key.of(headers[i], Metadata.ASCII_STRING_MARSHALLER), headers[i + 1]);
        }
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    public HttpResponse<byte[]> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        int port = server.bean(HttpReceiver.class).port();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> ops(String path) throws IOException, InterruptedException {
        return get(server.bean(OpsServer.class).port(), path);
    }

    public HttpResponse<String> rest(String path) throws IOException, InterruptedException {
        return get(server.bean(WebServer.class).port(), path);
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A value of /metrics: the sum over all lines that begin so. */
    public double metric(String begin) throws IOException, InterruptedException {
        return ops("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public List<GenericRecord> query(String sql) throws StoreException {
        return server.bean(ClickHouse.class).query(sql, Map.of());
    }

    public long count(String sql) throws StoreException {
        return query(sql).getFirst().getLong(1);
    }

    /** The engine's process: a test has no other child. */
    public static ProcessHandle engine() {
        return ProcessHandle.current().children().findFirst().orElseThrow();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        http.close();
        server.close();
    }
}
