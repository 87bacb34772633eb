// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The command line. The secret is not on it, since every user of the machine can read that. */
record Options(Map<String, String> values) {
    /** Name, default (empty: must be given; of flags: absent) and sentence; the order is that of --help. */
    private enum Option {
        DATA("", "directory of the data; made when it is not there"),
        LIBRARY(LibraryFile.CACHED.toString(), "libchdb.so; fetch-libchdb.sh puts it there"),
        PORT("0", "port on 127.0.0.1; 0 takes a free one"),
        CONNECTIONS("8", "statements that may run at once"),
        MAX_MEMORY_BYTES("1073741824", "memory that all statements together may hold"),
        MAX_THREADS("2", "threads that one statement may use"),
        MAX_QUERY_SECONDS("300", "time after which a statement is ended"),
        MAX_REQUEST_BYTES("1073741824", "largest request"),
        EXIT_ON_STDIN_END("no", "end when standard input ends, as it does when the parent dies (yes, no)");

        private final String fallback;
        private final String says;

        Option(String fallback, String says) {
            this.fallback = fallback;
            this.says = says;
        }

        String flag() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final String HELP = help();

    static Options parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (Option option : Option.values()) {
            values.put(option.flag(), option.fallback);
        }
        for (int i = 0; i < arguments.length; i += 2) {
            if (!values.containsKey(arguments[i])) {
                throw new UsageException("unknown option: " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new UsageException("a value is missing after " + arguments[i]);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        Options options = new Options(Map.copyOf(values));
        options.check();
        return options;
    }

    private void check() {
        for (Option option : Option.values()) {
            if (text(option).isEmpty()) {
                throw new UsageException(option.flag() + " is missing");
            }
        }
        port();
        connections();
        maxMemoryBytes();
        maxThreads();
        maxQuerySeconds();
        maxRequestBytes();
        exitOnStdinEnd();
    }

    Path data() {
        return Path.of(text(Option.DATA)).toAbsolutePath().normalize();
    }

    Path library() {
        return Path.of(text(Option.LIBRARY)).toAbsolutePath().normalize();
    }

    int port() {
        return (int) number(Option.PORT, 0, 65_535);
    }

    int connections() {
        return (int) number(Option.CONNECTIONS, 1, 40);
    }

    long maxMemoryBytes() {
        return number(Option.MAX_MEMORY_BYTES, 64L << 20, Long.MAX_VALUE);
    }

    int maxThreads() {
        return (int) number(Option.MAX_THREADS, 1, 256);
    }

    int maxQuerySeconds() {
        return (int) number(Option.MAX_QUERY_SECONDS, 0, Integer.MAX_VALUE);
    }

    long maxRequestBytes() {
        return number(Option.MAX_REQUEST_BYTES, 1 << 20, Long.MAX_VALUE);
    }

    boolean exitOnStdinEnd() {
        return switch (text(Option.EXIT_ON_STDIN_END)) {
            case "yes" -> true;
            case "no" -> false;
            default ->
                throw new UsageException(Option.EXIT_ON_STDIN_END.flag() + " is " + text(Option.EXIT_ON_STDIN_END)
                        + "; it must be yes or no");
        };
    }

    private String text(Option option) {
        return values.getOrDefault(option.flag(), "");
    }

    private long number(Option option, long least, long most) {
        try {
            long number = Long.parseLong(text(option));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException(
                option.flag() + " is " + text(option) + "; it must be a whole number from " + least + " to " + most);
    }

    private static String help() {
        StringBuilder text = new StringBuilder("""
                sonde-embedded-clickhouse: libchdb behind ClickHouse's HTTP protocol, for one Sonde server on the same machine.

                Usage: %s=SECRET sonde-embedded-clickhouse --data DIR [--OPTION VALUE ...]

                Prints "listening PORT" once it answers. The secret is the password of every request.

                """.formatted(Main.SECRET_VARIABLE));
        for (Option option : Option.values()) {
            String fallback = option.fallback.isEmpty() ? "" : " [" + option.fallback + "]";
            text.append("  %-22s %s%s%n".formatted(option.flag(), option.says, fallback));
        }
        return text.append("\nExit codes: ")
                .append(ExitCode.help())
                .append("\n")
                .toString();
    }
}
