// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What another parser saw in a capture: a line for each packet that it read. Empty where there is no dump beside the capture. */
record Reference(List<String> requests, int errors) {
    private static final Pattern REQUEST = Pattern.compile("\"?msg_type\"?:\\s*\"?Request\\b");
    private static final Pattern ERROR = Pattern.compile(
            "(?:response_result|\"?(?:response_|resp_)?status\"?):\\s*\"?(?:(?:Server|Client)?Error|(?:server|client)_error)\\b");

    static Reference beside(Path capture) throws IOException {
        String name = String.valueOf(capture.getFileName());
        Path dump = capture.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".result");
        if (!Files.exists(dump)) {
            return new Reference(List.of(), 0);
        }
        List<String> lines = Files.readAllLines(dump);
        List<String> requests = lines.stream()
                .filter(line -> REQUEST.matcher(line).find())
                .map(line -> line.toLowerCase(Locale.ROOT))
                .toList();
        int errors =
                (int) lines.stream().filter(line -> ERROR.matcher(line).find()).count();
        return new Reference(requests, errors);
    }

    /** How many of its requests are among these operations, each of which stands for one. */
    int found(List<String> operations) {
        List<String> left = new ArrayList<>(operations);
        int found = 0;
        for (String request : requests) {
            for (int i = 0; i < left.size(); i++) {
                if (request.contains(left.get(i).toLowerCase(Locale.ROOT))) {
                    left.remove(i);
                    found++;
                    break;
                }
            }
        }
        return found;
    }
}
