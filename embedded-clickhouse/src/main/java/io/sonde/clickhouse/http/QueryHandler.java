// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.sonde.clickhouse.chdb.ByteSink;
import io.sonde.clickhouse.chdb.Connection;
import io.sonde.clickhouse.chdb.Engine;
import io.sonde.clickhouse.chdb.EngineException;
import io.sonde.clickhouse.chdb.ErrorCode;
import io.sonde.clickhouse.chdb.Session;
import io.sonde.clickhouse.chdb.Statement;
import io.sonde.clickhouse.chdb.Totals;
import io.sonde.clickhouse.sql.Query;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One statement: from the request to the call of the engine that is right for it, and back. */
final class QueryHandler implements HttpHandler {
    /** What is left of a refused request is read up to here, so that a client that is still sending gets to see the answer. */
    private static final int DRAIN_BYTES = 64 << 20;

    /**
     * Of a result that stands in memory before it is answered, as columns; as text it is several times that, outside of what the
     * engine counts as its memory. Larger ones want a format that comes in pieces.
     */
    private static final String MAX_WHOLE_BYTES = Integer.toString(16 << 20);

    private final Engine engine;
    private final Credentials credentials;
    private final Hangups hangups;
    private final long maxRequestBytes;
    private final String timezone;

    QueryHandler(Engine engine, Credentials credentials, Hangups hangups, long maxRequestBytes) throws IOException {
        this.engine = engine;
        this.credentials = credentials;
        this.hangups = hangups;
        this.maxRequestBytes = maxRequestBytes;
        this.timezone = engine.ask("SELECT timezone()");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        QueryRequest request = QueryRequest.of(exchange);
        Answer answer = new Answer(exchange, request, timezone);
        try {
            refuseUnlessAllowed(exchange, request);
            answer(exchange, request, answer);
        } catch (EngineException e) {
            drain(exchange.getRequestBody());
            answer.fail(e);
        } catch (RuntimeException e) {
            // The JDK's server would end the connection without a word.
            System.err.println("BUG: " + e + " at " + e.getStackTrace()[0]);
            throw e;
        }
        exchange.close();
    }

    private void refuseUnlessAllowed(HttpExchange exchange, QueryRequest request) {
        if (!credentials.allow(exchange.getRequestHeaders())) {
            throw new EngineException(
                    ErrorCode.REQUIRED_PASSWORD,
                    "The secret of this engine is missing or wrong (user: any, password: the secret)");
        }
        if (request.wants("decompress")) {
            throw new EngineException(
                    ErrorCode.UNKNOWN_COMPRESSION_METHOD,
                    "Compressed inserts are not understood (decompress=1): send them plain, compressClientRequest(false)");
        }
    }

    private void answer(HttpExchange exchange, QueryRequest request, Answer answer) throws IOException {
        long startedNanos = System.nanoTime();
        RequestText text = RequestText.read(request, body(exchange));
        if (exchange.getRequestMethod().equals("GET") && !text.query().readOnly()) {
            throw new EngineException(ErrorCode.READONLY, "Cannot execute query in readonly mode: use POST");
        }
        Statement statement = statement(request, text.query());
        answer.format(statement.format());
        Totals totals = engine.pool().use(session(request, text.query(), statement), connection -> {
            if (!text.query().readOnly()) {
                return run(connection, statement, text, answer);
            }
            try (Hangups.Watch _ = hangups.watch(exchange, () -> engine.kill(connection))) {
                return run(connection, statement, text, answer);
            }
        });
        answer.finish(totals, System.nanoTime() - startedNanos);
    }

    private static Session session(QueryRequest request, Query query, Statement statement) {
        boolean inMemory = query instanceof Query.Select && OutputFormat.of(statement.format()) == OutputFormat.WHOLE;
        return inMemory ? request.session().orElse("max_result_bytes", MAX_WHOLE_BYTES) : request.session();
    }

    private static Totals run(Connection connection, Statement statement, RequestText text, Answer answer)
            throws IOException {
        return switch (text.query()) {
            case Query.Insert insert -> connection.insert(statement, text.rows());
            case Query.Command command -> connection.execute(statement, answer);
            case Query.Select select -> select(connection, statement, answer);
        };
    }

    private static Totals select(Connection connection, Statement statement, ByteSink answer) throws IOException {
        return switch (OutputFormat.of(statement.format())) {
            case PIECES -> connection.select(statement, answer);
            case HEADED -> connection.select(statement, new RowBinaryHeader(answer));
            case WHOLE -> connection.selectWhole(statement, answer);
        };
    }

    private static Statement statement(QueryRequest request, Query query) {
        String format =
                firstOf(query.format(), request.format(), query instanceof Query.Insert ? "Values" : "TabSeparated");
        return new Statement(query.sql(), format, request.parameters());
    }

    private static String firstOf(@Nullable String clause, @Nullable String header, String otherwise) {
        if (clause != null) {
            return clause;
        }
        return header != null ? header : otherwise;
    }

    private InputStream body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding != null && !encoding.equals("gzip") && !encoding.equals("identity")) {
            throw new EngineException(
                    ErrorCode.UNKNOWN_COMPRESSION_METHOD,
                    "Content-Encoding " + encoding + " is not understood: use gzip or none");
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return new LimitedBody(
                "gzip".equals(encoding) ? new GZIPInputStream(body) : body,
                length == null ? -1 : Long.parseLong(length),
                maxRequestBytes);
    }

    private static void drain(InputStream body) throws IOException {
        byte[] waste = new byte[64 << 10];
        long left = DRAIN_BYTES;
        int read;
        while (left > 0 && (read = body.read(waste)) > 0) {
            left -= read;
        }
    }
}
