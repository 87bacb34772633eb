// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One connection: one statement at a time, on one thread at a time. After any exception it must be closed and not used again:
 * libchdb may keep a failed statement's output and give it out with the next one.
 */
public final class Connection implements AutoCloseable {
    private final LibChdb lib;
    private final String name;

    /** What libchdb gave us (a pointer to the handle), and the handle itself. */
    private final MemorySegment pointer;

    private final MemorySegment handle;

    private String database = "default";
    private final Map<String, String> settings = new HashMap<>();
    private boolean reusable = true;

    /** Most connections never insert. */
    private @Nullable Chunk chunkForRows;

    private Connection(LibChdb lib, String name, MemorySegment pointer) {
        this.lib = lib;
        this.name = name;
        this.pointer = pointer;
        this.handle = pointer.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    /** The name is put into the log_comment of everything that runs here, which is how KILL QUERY finds it. */
    static Connection open(LibChdb lib, String name, List<String> arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argv = arena.allocate(ADDRESS, arguments.size());
            for (int i = 0; i < arguments.size(); i++) {
                argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
            }
            MemorySegment pointer =
                    Native.call(() -> (MemorySegment) lib.connect().invokeExact(arguments.size(), argv));
            if (pointer.address() == 0) {
                throw new EngineException("libchdb could not open its data directory");
            }
            return new Connection(lib, name, pointer);
        }
    }

    String name() {
        return name;
    }

    /** Whether it can be made into what the session wants: a setting can be changed, but not taken back. */
    boolean fits(Session session) {
        return session.settings().keySet().containsAll(settings.keySet());
    }

    void prepare(Session session) throws IOException {
        if (!session.database().equals(database)) {
            command("USE " + quoted(session.database(), '`'));
            database = session.database();
        }
        Map<String, String> changed = new LinkedHashMap<>(session.settings());
        changed.entrySet().removeAll(settings.entrySet());
        if (!changed.isEmpty()) {
            command(changed.entrySet().stream()
                    .map(setting -> quoted(setting.getKey(), '`') + " = " + quoted(setting.getValue(), '\''))
                    .collect(Collectors.joining(", ", "SET ", "")));
            settings.putAll(changed);
        }
    }

    private void command(String sql) throws IOException {
        execute(Statement.of(sql), piece -> {});
        reusable = true;
    }

    private static String quoted(String text, char quote) {
        return quote + text.replace("\\", "\\\\").replace("" + quote, "\\" + quote) + quote;
    }

    /** Not after a statement that may have left something behind, like SET or a temporary table. */
    boolean isReusable() {
        return reusable;
    }

    /** Runs a statement that is no SELECT and no INSERT of data; its whole answer is in memory first. */
    public Totals execute(Statement statement, ByteSink sink) throws IOException {
        reusable = false;
        return materialise(statement, sink);
    }

    /** Runs a SELECT in a format whose pieces do not make a whole; its answer is in memory first. */
    public Totals selectWhole(Statement statement, ByteSink sink) throws IOException {
        return materialise(statement, sink);
    }

    private Totals materialise(Statement statement, ByteSink sink) throws IOException {
        try (Arena arena = Arena.ofConfined();
                Result result =
                        Result.of(lib, NativeStatement.of(statement, arena).start(lib.execute(), handle))) {
            result.throwIfFailed();
            MemorySegment content = result.content();
            if (content.byteSize() > 0) {
                sink.accept(content);
            }
            return result.totals();
        }
    }

    /** Runs a SELECT; its answer comes in pieces, so that it never stands in memory as a whole. */
    public Totals select(Statement statement, ByteSink sink) throws IOException {
        try (Arena arena = Arena.ofConfined();
                Result stream =
                        Result.of(lib, NativeStatement.of(statement, arena).start(lib.openStream(), handle))) {
            stream.throwIfFailed();
            try {
                return drain(stream, sink);
            } catch (IOException | RuntimeException e) {
                Native.run(() -> {
                    lib.cancelStream().invokeExact(handle, stream.handle());
                });
                throw e;
            }
        }
    }

    private Totals drain(Result stream, ByteSink sink) throws IOException {
        Totals totals = Totals.NONE;
        while (true) {
            try (Result piece = Result.of(lib, Native.call(() ->
                    (MemorySegment) lib.fetch().invokeExact(handle, stream.handle())))) {
                piece.throwIfFailed();
                MemorySegment content = piece.content();
                if (content.byteSize() == 0) {
                    return totals;
                }
                totals = totals.plus(piece.totals());
                sink.accept(content);
            }
        }
    }

    /** Runs an INSERT whose rows are read from a stream to its end. */
    public Totals insert(Statement statement, InputStream rows) throws IOException {
        try (InsertStream stream = InsertStream.open(lib, handle, statement)) {
            Chunk chunk = chunkForRows == null ? new Chunk() : chunkForRows;
            chunkForRows = chunk;
            return stream.send(rows, chunk);
        }
    }

    @Override
    public void close() {
        Native.run(() -> {
            lib.close().invokeExact(pointer);
        });
        if (chunkForRows != null) {
            chunkForRows.close();
        }
    }
}
