// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.web.router.Router;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.sonde.server.Server;
import io.sonde.server.config.CommandLine;
import io.sonde.server.engine.EmbeddedEngine;
import io.sonde.server.engine.EngineCommand;
import io.sonde.server.engine.EngineState;
import io.sonde.server.receive.GrpcReceiver;
import io.sonde.server.store.ClickHouse;
import io.sonde.server.store.Store;
import io.sonde.server.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST over the whole way: OTLP in, engine, memory, JSON out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {
    /** As short as it may be, so that every window is read from the store. */
    private static final String NO_MEMORY = "--world.live=1ms";

    /** Old enough to be past, young enough to be in memory. */
    private static final Duration AGO = Duration.ofMinutes(45);

    private static final String[] SAME_ID = {"X-Request-Id", "same"};

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant start = Instant.now().minus(AGO).truncatedTo(ChronoUnit.MINUTES);
    private final Instant agentsHeard = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final String window = window("PT0S", "PT30M");
    private EmbeddedEngine engine;
    private Server live;

    @BeforeAll
    void startAndSend(@TempDir Path data) throws Exception {
        String engineClassPath = System.getProperty("java.class.path");
        engine = new EmbeddedEngine(new EngineCommand(engineClassPath, data, data.resolve("none"), List.of()));
        engine.start();
        await().atMost(PATIENCE).until(() -> engine.state() instanceof EngineState.Running);
        live = server();
        await().atMost(PATIENCE).until(() -> live.bean(Store.class).notReady() == null);
        send(Shop.scene(start));
        send(Agents.scene(agentsHeard));
        await().atMost(PATIENCE).until(() -> lastExportIsThere(live));
    }

    @AfterAll
    void stop() {
        http.close();
        live.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "map,              /api/v1/map",
        "services,         /api/v1/services",
        "service,          /api/v1/services/orders~shop",
        "service-requests, /api/v1/services/orders~shop/requests",
        "service-target,   /api/v1/services/postgresql~shop",
        "service-external, /api/v1/services/external:%5B2001:db8::7%5D:443"
    })
    void answersAsWritten(String golden, String path) throws Exception {
        HttpResponse<String> answer = get(live, path + window);

        assertThat(answer.statusCode()).isEqualTo(200);
        Golden.check(golden, answer.body(), start);
    }

    @Test
    void agentsAsWritten() throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/agents");

        Golden.check("agents", answer.body(), agentsHeard.minus(Shop.LENGTH));
    }

    /** What differs from run to run is 0. */
    @Test
    void theServerAsWritten() throws Exception {
        String answer = get(live, "/api/v1/server").body();

        Matcher now = Pattern.compile("\"clockNow\":\"([^\"]+)\"").matcher(answer);
        assertThat(now.find()).isTrue();
        String steady = answer.replaceAll("\"(uptimeSeconds|sinceSeconds|size|dropped)\":[0-9.E-]+", "\"$1\":0");
        Golden.check("server", steady, Instant.parse(now.group(1)));
    }

    /** What differs from run to run is 0, or the start: the past in memory loses its oldest minute while the test runs. */
    @Test
    void aCauseAsWritten() throws Exception {
        HttpResponse<String> answer = post(live, "/api/v1/causes", trouble("orders~shop"));

        assertThat(answer.statusCode()).isEqualTo(200);
        String steady = answer.body()
                .replaceAll("\"id\":\"[0-9a-f-]{36}\"", "\"id\":\"0\"")
                .replaceAll("\"(askedAt|comparedFrom)\":\"[^\"]+\"", "\"$1\":\"" + start + "\"");
        Golden.check("cause", steady, start);
    }

    @Test
    void aCauseIsKeptAndAskedAgain() throws Exception {
        String answer = post(live, "/api/v1/causes", trouble("orders~shop")).body();
        Matcher id = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(answer);
        assertThat(id.find()).isTrue();

        HttpResponse<String> kept = get(live, "/api/v1/causes/" + id.group(1));
        HttpResponse<String> list = get(live, "/api/v1/causes" + window("PT15M", "PT20M") + "&service=orders~shop");
        HttpResponse<String> elsewhere = get(live, "/api/v1/causes" + window("PT-15M", "PT-10M"));
        HttpResponse<String> again = post(live, "/api/v1/causes/" + id.group(1) + "/replay", "");

        assertThat(kept.body()).isEqualTo(answer);
        assertThat(list.body()).contains(id.group(1), "\"more\":0");
        assertThat(elsewhere.body()).isEqualTo("{\"causes\":[],\"more\":0}");
        assertThat(again.body()).contains("\"same\":true", "\"differences\":[]", "\"basis\":\"store\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {}                                                          | A question needs `service`",
                "400 | {\"service\":\"orders~shop\",\"from\":\"yesterday\"}          | `from` must be an ISO-8601"
                        + " instant",
                "400 | {\"service\":\"orders~shop\",\"from\":\"START-PT20H\"}        | Trouble may last 6 hours at"
                        + " most",
                "404 | {\"service\":\"nobody\",\"from\":\"START-PT0H\"}              | No service `nobody` was seen",
                "400 | nonsense                                                    | "
            })
    void aWrongQuestionIsExplained(int status, String question, @Nullable String detail) throws Exception {
        Matcher relative = Pattern.compile("START-(PT\\d+H)").matcher(question);
        String asked = relative.replaceAll(
                match -> start.minus(Duration.parse(match.group(1))).toString());

        HttpResponse<String> answer = post(live, "/api/v1/causes", asked);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(detail == null ? "" : detail);
    }

    @Test
    void anAnswerIsGivenAlsoWhereItCannotBeKept() throws Exception {
        live.bean(ClickHouse.class).execute("RENAME TABLE causes TO causes_away");

        HttpResponse<String> answer = post(live, "/api/v1/causes", trouble("orders~shop"));

        live.bean(ClickHouse.class).execute("RENAME TABLE causes_away TO causes");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":\"\"", "This answer is not kept");
    }

    @Test
    void anUnknownCauseIsNotFound() throws Exception {
        assertThat(get(live, "/api/v1/causes/none").statusCode()).isEqualTo(404);
        assertThat(post(live, "/api/v1/causes/none/replay", "").statusCode()).isEqualTo(404);
    }

    @Test
    void anEmptyMapIsNoError() throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/map" + window("PT-10M", "PT-5M"));

        Golden.check("map-empty", answer.body(), start.minus(Duration.ofMinutes(10)));
    }

    @Test
    void memoryStoreAndRestartedServerGiveTheSameAnswers() throws Exception {
        try (Server stored = server(NO_MEMORY);
                Server restarted = server()) {
            await().atMost(PATIENCE).until(() -> lastExportIsThere(stored));
            await().atMost(PATIENCE).until(() -> lastExportIsThere(restarted) && answers(restarted, "memory") > 0);
            double earlier = answers(restarted, "store");
            double earlierLive = answers(live, "store");
            for (String path : pathsInManyWindows()) {
                String answer = get(live, path, SAME_ID).body();

                assertThat(get(stored, path, SAME_ID).body())
                        .as("store %s", path)
                        .isEqualTo(answer);
                assertThat(get(restarted, path, SAME_ID).body())
                        .as("restarted %s", path)
                        .isEqualTo(answer);
            }
            assertThat(answers(stored, "memory")).isZero();
            assertThat(answers(restarted, "store")).isEqualTo(earlier);
            assertThat(answers(live, "store")).isEqualTo(earlierLive);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=yesterday                                    | `from` must be an ISO-8601 instant such as",
                "to=2026-13-01T00:00:00Z                           | `to` must be an ISO-8601 instant such as",
                "from=2001-01-01T00:00:00Z                         | is older than what is kept: metrics stay for 30"
                        + " days",
                "from=9999-01-01T00:00:00Z                         | lies in the future",
                "from=9999-01-01T00:00:00Z&to=9998-01-01T00:00:00Z | lies in the future"
            })
    void aWrongWindowIsExplained(String query, String detail) throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/map?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    @Test
    void theEndMustComeAfterTheStart() throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/map" + window("PT0S", "PT-1H"), SAME_ID);

        assertThat(answer.statusCode()).isEqualTo(400);
        Golden.check("problem-bad-window", answer.body(), start);
    }

    @Test
    void anUnknownServiceIsNotFound() throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/services/nobody" + window, SAME_ID);

        assertThat(answer.statusCode()).isEqualTo(404);
        Golden.check("problem-unknown-service", answer.body(), start);
    }

    @Test
    void anIdMayHoldASlash() throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/services/no%2Fbody" + window);

        assertThat(answer.body()).contains("No service `no/body` was seen between");
    }

    @Test
    void everyProblemHasTheIdOfItsRequest() throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/nothing-here", "X-Request-Id", "mine-1");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("mine-1");
        assertThat(answer.body())
                .contains("\"requestId\":\"mine-1\"", "\"instance\":\"/api/v1/nothing-here\"", "\"status\":404");
    }

    @Test
    void anIdThatCouldDoHarmIsReplaced() throws Exception {
        HttpResponse<String> answer = get(live, "/api/v1/map", "X-Request-Id", "<script>");

        assertThat(answer.headers().firstValue("X-Request-Id"))
                .isPresent()
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
    }

    @Test
    void theDescriptionCoversEveryRoute() throws Exception {
        String description = get(live, "/api/openapi.yaml").body();

        List<String> routes = live.bean(Router.class)
                .uriRoutes()
                .map(route -> route.getUriMatchTemplate().toPathString())
                .filter(path -> path.startsWith("/api/v1/"))
                .distinct()
                .toList();
        assertThat(routes).contains("/api/v1/map", "/api/v1/services", "/api/v1/services/{id}", "/api/v1/agents");
        assertThat(routes).allSatisfy(route -> assertThat(description).contains("\n  " + route + ":\n"));
    }

    private List<String> pathsInManyWindows() {
        List<String> paths = new ArrayList<>();
        for (String query : List.of(
                window,
                window("PT5M7S", "PT12M3.5S"),
                window("PT19M50S", "PT20M10S"),
                window("PT25M", "PT30M"),
                window("PT-10M", "PT40S"))) {
            paths.add("/api/v1/map" + query);
            paths.add("/api/v1/services" + query);
            paths.add("/api/v1/services/orders~shop" + query);
            paths.add("/api/v1/services/postgresql~shop" + query);
            paths.add("/api/v1/services/backup" + query);
        }
        return paths;
    }

    /** From and to as durations since the start of the scene. */
    private String window(String from, String to) {
        return "?from=%s&to=%s".formatted(start.plus(Duration.parse(from)), start.plus(Duration.parse(to)));
    }

    private boolean lastExportIsThere(Server server) throws Exception {
        return get(server, "/api/v1/services/orders~shop" + window)
                .body()
                .contains("\"lastSeen\":\"" + start.plus(Shop.LENGTH).minusSeconds(5));
    }

    private static double answers(Server server, String from) {
        return server.bean(MeterRegistry.class)
                .counter("sonde.server.world.answers", "from", from)
                .count();
    }

    private Server server(String... more) throws Exception {
        if (!(engine.state() instanceof EngineState.Running(URI uri))) {
            throw new IllegalStateException("the engine has gone: " + engine.state());
        }
        List<String> settings = new ArrayList<>(List.of("--store.url=" + uri, "--store.password=" + engine.secret()));
        settings.addAll(List.of("--http.port=0", "--otlp.grpc-port=0", "--otlp.http-port=0", "--ops.port=0"));
        settings.add("--world.bytes=100000000"); // else it differs from machine to machine
        settings.addAll(List.of(more));
        return Server.start(CommandLine.parse(settings.toArray(String[]::new)));
    }

    private void send(Scene scene) {
        int port = live.bean(GrpcReceiver.class).port();
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .build();
        try {
            var stub = MetricsServiceGrpc.newBlockingStub(channel);
            scene.requests().forEach(stub::export);
        } finally {
            channel.shutdownNow();
        }
    }

    /** Ten minutes in the middle of the scene. */
    private String trouble(String service) {
        return "{\"service\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(service, start.plus(Duration.ofMinutes(15)), start.plus(Duration.ofMinutes(25)));
    }

    private HttpResponse<String> post(Server server, String path, String body)
            throws IOException, InterruptedException {
        int port = server.bean(WebServer.class).port();
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Server server, String path, String... headers)
            throws IOException, InterruptedException {
        int port = server.bean(WebServer.class).port();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
