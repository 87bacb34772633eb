// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.sonde.clickhouse.chdb.ByteSink;
import io.sonde.clickhouse.chdb.EngineException;
import io.sonde.clickhouse.chdb.Totals;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A result on its way to the client. The first bytes wait, so that a statement that fails early gets a status of its own; once
 * they have gone, a failure ends the connection, and the client sees that something is missing.
 */
final class Answer implements ByteSink {
    private static final int WAITING_BYTES = 64 << 10;

    private final HttpExchange exchange;
    private final QueryRequest request;
    private final byte[] waiting = new byte[WAITING_BYTES];
    private int waitingBytes;
    private @Nullable OutputStream out;

    Answer(HttpExchange exchange, QueryRequest request, String timezone) {
        this.exchange = exchange;
        this.request = request;
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-ClickHouse-Query-Id", request.queryId());
        headers.set("X-ClickHouse-Timezone", timezone);
        headers.set("X-ClickHouse-Server-Display-Name", "sonde");
    }

    void format(String format) {
        exchange.getResponseHeaders().set("Content-Type", OutputFormat.contentType(format));
        exchange.getResponseHeaders().set("X-ClickHouse-Format", format);
    }

    @Override
    public void accept(MemorySegment piece) throws IOException {
        long position = 0;
        while (position < piece.byteSize()) {
            int part = (int) Math.min(piece.byteSize() - position, WAITING_BYTES - waitingBytes);
            MemorySegment.copy(piece, JAVA_BYTE, position, waiting, waitingBytes, part);
            position += part;
            waitingBytes += part;
            if (waitingBytes == WAITING_BYTES) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        OutputStream target = out == null ? begin(0) : out;
        target.write(waiting, 0, waitingBytes);
        waitingBytes = 0;
    }

    /** @param length as the JDK's server has it: 0 is unknown, -1 is none */
    private OutputStream begin(long length) throws IOException {
        boolean gzip = request.wants("enable_http_compression") && request.accepts("gzip");
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        boolean blocks = request.wants("compress");
        exchange.sendResponseHeaders(200, gzip || blocks ? Math.min(length, 0) : length);
        OutputStream body = exchange.getResponseBody();
        OutputStream encoded = gzip ? new GZIPOutputStream(body) : body;
        out = blocks ? new BlockOutputStream(encoded) : encoded;
        return out;
    }

    void finish(Totals totals, long elapsedNanos) throws IOException {
        if (out == null) {
            exchange.getResponseHeaders().set("X-ClickHouse-Summary", summary(totals, elapsedNanos));
            begin(waitingBytes == 0 ? -1 : waitingBytes);
        }
        if (waitingBytes > 0) {
            flush();
        }
        if (out != null) {
            out.close();
        }
    }

    /** @throws IOException when the result has already begun: there is no other way to say that it is not whole */
    void fail(EngineException error) throws IOException {
        byte[] message = (error.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        if (out != null) {
            out.write(message);
            out.flush();
            throw new IOException("result broken off: " + error.getMessage());
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/plain; charset=UTF-8");
        headers.set("X-ClickHouse-Exception-Code", Integer.toString(error.code()));
        exchange.sendResponseHeaders(ErrorStatus.of(error.code()), message.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(message);
        }
    }

    private static String summary(Totals totals, long elapsedNanos) {
        return """
                {"read_rows":"%d","read_bytes":"%d","written_rows":"%d","written_bytes":"%d","total_rows_to_read":"0",\
                "result_rows":"%d","result_bytes":"0","elapsed_ns":"%d"}""".formatted(
                        totals.readRows(),
                        totals.readBytes(),
                        totals.writtenRows(),
                        totals.writtenBytes(),
                        totals.resultRows(),
                        elapsedNanos);
    }
}
