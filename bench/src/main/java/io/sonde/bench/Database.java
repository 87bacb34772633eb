// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL with the tables of pgbench. */
final class Database implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final int CLIENTS = 4;

    private final LoadHost host;
    private final Path home;
    private final int port;
    private final LoadProgram server;
    private int runs;

    Database(LoadHost host, Path dir, int port) throws IOException, InterruptedException {
        this.host = host;
        this.home = Files.createDirectories(dir.resolve(USER));
        this.port = port;
        Path bin = bin();
        // It refuses to run as root.
        host.run("chown", USER, home.toString());
        boolean ignored = dir.toFile().setExecutable(true, false);
        String data = home.resolve("data").toString();
        host.run(as(bin.resolve("initdb").toString(), "--no-sync", "-D", data, "-A", "trust"));
        server = host.startProgram(as(
                bin.resolve(USER).toString(),
                "-D",
                data,
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-k",
                home.toString()));
        host.awaitPort(port);
        host.run(pgbench("--initialize", "--quiet"));
    }

    private static Path bin() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            throw new IOException("no PostgreSQL: apt-get install postgresql");
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.max(Path::compareTo).orElseThrow().resolve("bin");
        }
    }

    private static String[] as(String... command) {
        return Stream.concat(
                        Stream.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"), Stream.of(command))
                .toArray(String[]::new);
    }

    private String[] pgbench(String... options) {
        return Stream.concat(
                        Stream.of("pgbench", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", USER),
                        Stream.concat(Stream.of(options), Stream.of(USER)))
                .toArray(String[]::new);
    }

    /** Reads of one row by its key. Times of each begin when it was due. */
    Paced select(int perSecond, int seconds) throws IOException, InterruptedException {
        String log = home.resolve("run" + runs++).toString();
        host.run(pgbench(
                "--no-vacuum",
                "--select-only",
                "--client=" + CLIENTS,
                "--jobs=1",
                "--time=" + seconds,
                "--rate=" + perSecond,
                "--log",
                "--log-prefix=" + log));
        var micros = new ArrayList<Long>();
        try (Stream<Path> files = Files.list(home)) {
            for (Path file :
                    files.filter(one -> one.toString().startsWith(log + ".")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    micros.add(Long.parseLong(List.of(line.split(" ", -1)).get(2)));
                }
            }
        }
        micros.sort(null);
        return new Paced(
                (double) micros.size() / seconds,
                micros.size(),
                1e3 * micros.get(micros.size() / 2),
                1e3 * micros.get(micros.size() * 99 / 100));
    }

    @Override
    public void close() {
        server.close();
    }
}
