// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import com.google.gson.GsonBuilder;
import io.sonde.eval.protocols.Receiver.Seen;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code sonde-eval protocols captures}: replays every capture of a folder over real sockets under an agent of its own, and says of each
 * what the agent recognised at both ends, and how much of that the reference dump beside it knows.
 */
public final class ProtocolsCommand {
    private static final String ROW = "%-46s %-12s %7s %9s %9s %9s %9s %9s %8s%n";
    private static final int PATIENCE_SECONDS = 60;
    /** Pairs that nobody was sure of are told when their connection was silent for a while. */
    private static final int REPORTS_AFTERWARDS = 5;

    /** Of one file. */
    record Outcome(
            String file,
            List<String> protocols,
            int flows,
            long missingBytes,
            long requestsAtClient,
            long requestsAtServer,
            long errorsAtClient,
            int referenceRequests,
            int referenceErrors,
            int referenceFound,
            Map<String, Long> operations) {}

    private ProtocolsCommand() {}

    /** @param json where the answers go to as well, or an empty text */
    public static void run(Path folder, String json) throws IOException {
        List<Path> files = captures(folder);
        List<Outcome> outcomes = new ArrayList<>();
        try (var receiver = new Receiver()) {
            watched(receiver, files);
            for (int i = 0; i < files.size(); i++) {
                outcomes.add(outcome(folder, files.get(i), receiver.seen(Replay.address(i))));
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted while replaying", e);
        }
        print(outcomes);
        if (!json.isEmpty()) {
            Files.writeString(
                    Path.of(json),
                    new GsonBuilder().setPrettyPrinting().create().toJson(outcomes));
        }
    }

    private static List<Path> captures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".pcap") || file.toString().endsWith(".pcapng"))
                    .sorted()
                    .toList();
        }
    }

    /** The agent runs, the captures are replayed, the agent has told of them. */
    private static void watched(Receiver receiver, List<Path> files) throws IOException, InterruptedException {
        Path spool = Files.createTempDirectory("sonde-eval");
        Process agent = start(List.of(
                Path.of(System.getProperty("sonde.home", "dist"), "bin", "sonde-node-agent")
                        .toString(),
                "--endpoint",
                receiver.endpoint(),
                "--interval",
                "1s",
                "--spool-dir",
                spool.toString()));
        try {
            if (!receiver.awaitReports(2, PATIENCE_SECONDS)) {
                throw new IOException("the agent says nothing: does it run as root?");
            }
            List<String> replay = new ArrayList<>(List.of(
                    "unshare",
                    "--net",
                    "sh",
                    "-c",
                    "ip link set lo up && exec \"$@\"",
                    "sh",
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Replay.class.getName()));
            files.forEach(file -> replay.add(file.toString()));
            if (start(replay).waitFor() != 0 || !receiver.awaitReports(REPORTS_AFTERWARDS, PATIENCE_SECONDS)) {
                throw new IOException("the captures could not be replayed");
            }
        } finally {
            agent.destroy();
            agent.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            delete(spool);
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(new File("/dev/stderr")))
                .start();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Outcome outcome(Path folder, Path file, List<Seen> seen) throws IOException {
        List<Flow> flows = Flow.of(CaptureFile.read(file));
        Reference reference = Reference.beside(file);
        List<Seen> atClient = seen.stream().filter(one -> !one.atServer()).toList();
        Map<String, Long> operations = new TreeMap<>();
        atClient.forEach(one -> operations.merge(
                one.operation() + (one.error().isEmpty() ? "" : " !" + one.error()), one.count(), Long::sum));
        List<String> single = new ArrayList<>();
        atClient.forEach(one -> single.addAll(Collections.nCopies((int) one.count(), one.operation())));
        return new Outcome(
                folder.relativize(file).toString(),
                List.copyOf(new TreeSet<>(seen.stream().map(Seen::protocol).toList())),
                flows.size(),
                flows.stream().mapToLong(Flow::missing).sum(),
                single.size(),
                seen.stream().filter(Seen::atServer).mapToLong(Seen::count).sum(),
                atClient.stream()
                        .filter(one -> !one.error().isEmpty())
                        .mapToLong(Seen::count)
                        .sum(),
                reference.requests().size(),
                reference.errors(),
                reference.found(single),
                operations);
    }

    private static void print(List<Outcome> outcomes) {
        System.out.printf(
                Locale.ROOT,
                ROW,
                "file",
                "protocol",
                "flows",
                "missing",
                "client",
                "server",
                "errors",
                "reference",
                "found");
        for (Outcome one : outcomes) {
            System.out.printf(
                    Locale.ROOT,
                    ROW,
                    one.file,
                    one.protocols.isEmpty() ? "-" : String.join(",", one.protocols),
                    one.flows,
                    one.missingBytes,
                    one.requestsAtClient,
                    one.requestsAtServer,
                    one.errorsAtClient + "/" + one.referenceErrors,
                    one.referenceRequests,
                    one.referenceFound);
        }
    }
}
