// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import org.jspecify.annotations.Nullable;

/** A command by its word, and how it and its answer go on. */
enum TextCommand {
    GET("get", Kind.VALUES),
    GETS("gets", Kind.VALUES),
    GAT("gat", Kind.VALUES),
    GATS("gats", Kind.VALUES),
    SET("set", Kind.DATA),
    ADD("add", Kind.DATA),
    REPLACE("replace", Kind.DATA),
    APPEND("append", Kind.DATA),
    PREPEND("prepend", Kind.DATA),
    CAS("cas", Kind.DATA),
    DELETE("delete", Kind.LINE),
    INCR("incr", Kind.LINE),
    DECR("decr", Kind.LINE),
    TOUCH("touch", Kind.LINE),
    META_GET("mg", Kind.META),
    META_SET("ms", Kind.META_DATA),
    META_DELETE("md", Kind.META),
    META_ARITHMETIC("ma", Kind.META),
    META_DEBUG("me", Kind.META),
    META_NOOP("mn", Kind.META),
    FLUSH("flush_all", Kind.LINE),
    VERSION("version", Kind.LINE),
    VERBOSITY("verbosity", Kind.LINE),
    STATS("stats", Kind.LIST),
    SLABS("slabs", Kind.LINE),
    CRAWLER("lru_crawler", Kind.LIST),
    LRU("lru", Kind.LINE),
    LIMIT("cache_memlimit", Kind.LINE),
    WATCH("watch", Kind.LINE),
    SHUTDOWN("shutdown", Kind.LINE),
    QUIT("quit", Kind.NONE),
    /** Any word that is none of these. */
    OTHER("", Kind.LINE);

    enum Kind {
        /** Data follow, whose length is the fifth word. */
        DATA,
        /** Answered by values and an end. */
        VALUES,
        /** Answered by one line. */
        LINE,
        /** Answered by lines up to an end. */
        LIST,
        META,
        /** Data follow, whose length is the third word. */
        META_DATA,
        NONE
    }

    private static final TextCommand[] ALL = values();

    private static final String NAME_OF_OTHER = "other";

    final String word;
    final Kind kind;

    TextCommand(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    static @Nullable TextCommand of(Line line) {
        for (TextCommand command : ALL) {
            if (line.is(0, command.word)) {
                return command;
            }
        }
        return null;
    }

    String operation() {
        return word.isEmpty() ? NAME_OF_OTHER : word;
    }

    boolean isMeta() {
        return kind == Kind.META || kind == Kind.META_DATA;
    }

    /** Where the line says how many bytes of data follow; 0: none do. */
    int lengthWord() {
        return switch (kind) {
            case DATA -> 4;
            case META_DATA -> 2;
            default -> 0;
        };
    }
}
