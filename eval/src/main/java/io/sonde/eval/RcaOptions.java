// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code sonde-eval rca} was asked for. */
record RcaOptions(
        String dataset, Path folder, boolean ablation, Optional<Path> json, Disturbance disturbance, boolean why) {

    static RcaOptions parse(List<String> args) {
        boolean ablation = !args.isEmpty() && args.getFirst().equals("ablation");
        List<String> rest = ablation ? args.subList(1, args.size()) : args;
        if (rest.size() < 2) {
            throw new UsageException("a data set and its folder are missing");
        }
        Path folder = Path.of(rest.get(1));
        if (!Files.isDirectory(folder)) {
            throw new UsageException(folder + " is no folder");
        }
        Optional<Path> json = Optional.empty();
        var disturbance = Disturbance.NONE;
        boolean why = false;
        for (var arg = rest.subList(2, rest.size()).iterator(); arg.hasNext(); ) {
            String name = arg.next();
            if (name.equals("--why")) {
                why = true;
                continue;
            }
            if (!arg.hasNext()) {
                throw new UsageException(name + " needs a value, or is unknown");
            }
            String value = arg.next();
            switch (name) {
                case "--json" -> json = Optional.of(Path.of(value));
                case "--late" -> disturbance = disturbance.late(Duration.ofSeconds((long) number(name, value)));
                case "--keep" -> disturbance = disturbance.keeping(number(name, value));
                default -> throw new UsageException("unknown: " + name);
            }
        }
        return new RcaOptions(rest.getFirst(), folder, ablation, json, disturbance, why);
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " needs a number, not " + value);
        }
    }
}
