// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.eval.protocols.ProtocolsCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The program: {@code sonde-eval KIND DATASET DIR [options]}. */
public final class Eval {
    private static final int EXIT_USAGE = 2;

    private Eval() {}

    public static void main(String[] args) throws IOException {
        try {
            run(List.of(args));
        } catch (UsageException e) {
            System.err.println("sonde-eval: " + e.getMessage());
            System.exit(EXIT_USAGE);
        }
    }

    private static void run(List<String> args) throws IOException {
        String kind = args.isEmpty() ? "" : args.getFirst();
        switch (kind) {
            case "rca" -> {
                if (args.size() > 2 && args.get(1).equals("leave-out")) {
                    RcaCommand.leaveOut(args.subList(2, args.size()));
                    return;
                }
                RcaCommand.run(RcaOptions.parse(args.subList(1, args.size())));
            }
            case "protocols" -> protocols(args.subList(1, args.size()));
            case "anomaly" -> AnomalyCommand.run(args.subList(1, args.size()));
            case "storms" -> StormCommand.run(args.subList(1, args.size()));
            case "--help", "-h" -> System.out.println(UsageException.USAGE);
            default -> throw new UsageException(kind.isEmpty() ? "what is to be judged?" : "unknown: " + kind);
        }
    }

    private static void protocols(List<String> args) throws IOException {
        boolean json = args.size() == 4 && args.get(2).equals("--json");
        if (!(json || args.size() == 2) || !args.getFirst().equals("captures")) {
            throw new UsageException("protocols needs captures and their folder");
        }
        ProtocolsCommand.run(Path.of(args.get(1)), json ? args.get(3) : "");
    }
}
