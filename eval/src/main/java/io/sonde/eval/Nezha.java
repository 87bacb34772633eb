// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The Nezha data set: days with many injected faults, of two systems; metrics, spans and logs. */
final class Nezha implements Dataset {
    private static final String FAULTS = "-fault_list.json";

    private final Path folder;
    private final Disturbance disturbance;

    Nezha(Path folder, Disturbance disturbance) {
        this.folder = folder;
        this.disturbance = disturbance;
    }

    /** One injected fault, as the list says. */
    private record Fault(String id, String type, String service) {
        Instant time() {
            return LocalDateTime.parse(id).toInstant(ZoneOffset.UTC);
        }
    }

    @Override
    public List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path list : Folders.ending(folder, FAULTS)) {
            String name = list.getFileName().toString();
            cases.addAll(day(list, name.substring(0, name.length() - FAULTS.length())));
        }
        return cases;
    }

    /** A day as a whole, and when faults were injected in it. */
    record Day(String date, NezhaDay.Data data, List<Instant> injected) {}

    List<Day> days() throws IOException {
        List<Day> days = new ArrayList<>();
        for (Path list : Folders.ending(folder, FAULTS)) {
            String name = list.getFileName().toString();
            String date = name.substring(0, name.length() - FAULTS.length());
            days.add(new Day(
                    date,
                    new NezhaDay(folder, date, disturbance).data(),
                    faults(list).stream().map(Fault::time).toList()));
        }
        return days;
    }

    private List<Case> day(Path list, String date) throws IOException {
        String system = date.startsWith("2022") ? "nezha-boutique" : "nezha-trainticket";
        JsonObject causes = causes(system);
        List<Fault> faults = faults(list);
        var day = new NezhaDay(folder, date, disturbance);
        List<Case> cases = new ArrayList<>();
        List<Instant> earlier = new ArrayList<>();
        for (Fault fault : faults) {
            List<Instant> known = List.copyOf(earlier);
            var truth = new Case.Truth(fault.service, kind(causes, fault));
            cases.add(new Case(system, fault.id, fault.type, truth, () -> day.incident(fault.time(), known)));
            if (day.hasCalm(fault.time())) {
                cases.add(new Case(
                        system, fault.id + Case.CALM, "before injections", null, () -> day.calm(fault.time(), known)));
            }
            earlier.add(fault.time());
        }
        return cases;
    }

    private static List<Fault> faults(Path list) throws IOException {
        List<Fault> faults = new ArrayList<>();
        for (var hour :
                JsonParser.parseString(Files.readString(list)).getAsJsonObject().entrySet()) {
            for (JsonElement one : hour.getValue().getAsJsonArray()) {
                JsonObject fault = one.getAsJsonObject();
                faults.add(new Fault(
                        fault.get("inject_time").getAsString().replace(' ', 'T'),
                        fault.get("inject_type").getAsString(),
                        NezhaDay.service(fault.get("inject_pod").getAsString())));
            }
        }
        faults.sort(Comparator.comparing(Fault::id));
        return faults;
    }

    private JsonObject causes(String system) throws IOException {
        String file = system.equals("nezha-boutique") ? "root_cause_hipster.json" : "root_cause_ts.json";
        List<Path> found = Folders.files(folder, file);
        return found.isEmpty()
                ? new JsonObject()
                : JsonParser.parseString(Files.readString(found.getFirst())).getAsJsonObject();
    }

    /** What the data set's own list of causes calls it, in the words of the scorers. */
    private static String kind(JsonObject causes, Fault fault) {
        JsonObject service = causes.getAsJsonObject(fault.service);
        String cause = service == null || !service.has(fault.type)
                ? ""
                : service.get(fault.type).getAsString();
        String said = cause.isEmpty() ? fault.type.toLowerCase(Locale.ROOT) : cause.toLowerCase(Locale.ROOT);
        return said.contains("cpu") ? "cpu" : said.contains("network") ? "net" : "code";
    }

    /** Faults last this long, the time that they need to go away included. */
    static final Duration FAULT = Duration.ofMinutes(5);
}
