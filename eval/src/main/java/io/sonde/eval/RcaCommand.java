// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import io.sonde.diagnosis.rca.Answer;
import io.sonde.diagnosis.rca.CauseFinder;
import io.sonde.diagnosis.rca.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code sonde-eval rca}: asks for the cause of every incident of a data set. */
final class RcaCommand {
    private static final double NANOS_PER_SECOND = 1e9;

    private RcaCommand() {}

    static void run(RcaOptions options) throws IOException {
        List<Case> cases = dataset(options).cases();
        if (options.ablation()) {
            Ablation.print(cases);
            return;
        }
        List<Judged> judged = ask(cases, new CauseFinder());
        System.out.print(Report.of(judged));
        if (options.why()) {
            judged.forEach(one -> System.out.print(Report.why(one)));
        }
        if (options.json().isPresent()) {
            var answers = new JsonArray();
            judged.stream().filter(one -> one.question().isKnownToScorers()).forEach(one -> answers.add(one.json()));
            Files.writeString(
                    options.json().get(),
                    new GsonBuilder()
                            .setPrettyPrinting()
                            .serializeNulls()
                            .create()
                            .toJson(answers));
        }
    }

    static List<Judged> ask(List<Case> cases, CauseFinder finder) {
        // Once for nothing: a server that is asked has run for a while, its code is loaded and compiled.
        cases.stream()
                .limit(1)
                .forEach(question -> finder.find(question.incident().get()));
        List<Judged> judged = new ArrayList<>();
        for (Case question : cases) {
            Incident incident = question.incident().get();
            long began = System.nanoTime();
            Answer answer = finder.find(incident);
            judged.add(new Judged(question, answer, (System.nanoTime() - began) / NANOS_PER_SECOND));
        }
        return judged;
    }

    /** @param args pairs of a data set and its folder */
    static void leaveOut(List<String> args) throws IOException {
        List<Ablation.Looked> looked = new ArrayList<>();
        for (int i = 0; i + 1 < args.size(); i += 2) {
            looked.addAll(Ablation.look(dataset(args.get(i), Path.of(args.get(i + 1)), Disturbance.NONE)
                    .cases()));
        }
        new LeaveOut(looked).print();
    }

    private static Dataset dataset(RcaOptions options) {
        return dataset(options.dataset(), options.folder(), options.disturbance());
    }

    private static Dataset dataset(String name, Path folder, Disturbance disturbance) {
        return switch (name) {
            case "petshop" -> new PetShop(folder, disturbance);
            case "sockshop" -> new SockShop(folder, disturbance);
            case "nezha" -> new Nezha(folder, disturbance);
            case "rootcausebench" -> new RootCauseBench(folder, disturbance);
            default -> throw new UsageException("unknown data set: " + name);
        };
    }
}
