// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value for each setting, from wherever it came, and the ways to read it. */
public final class Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(KiB|MiB|GiB)?");
    private static final Pattern SHARE = Pattern.compile("0|1|0\\.\\d{1,9}|1\\.0{1,9}");
    private static final int KIBI_SHIFT = 10;

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    /** Flags win over variables, variables over the file. */
    public Settings(Map<Setting, String> flags, Map<String, String> environment, Map<Setting, String> file) {
        for (Setting setting : Setting.values()) {
            String value = flags.get(setting);
            if (value == null) {
                value = environment.get(setting.variable());
            }
            if (value == null) {
                value = file.getOrDefault(setting, setting.defaultValue());
            }
            values.put(setting, value.strip());
        }
    }

    /** What is in force, on one line; secrets are only said to be there. */
    public String describe() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().key() + "=" + shown(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String shown(Setting setting, String value) {
        if (setting.isSecret()) {
            return value.isEmpty() ? "(none)" : "(set)";
        }
        return value.isEmpty() ? "(default)" : value;
    }

    String text(Setting setting) {
        String value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("BUG: no value for " + setting);
        }
        return value;
    }

    Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(value -> !value.isEmpty());
    }

    Path path(Setting setting) {
        return Path.of(text(setting));
    }

    int count(Setting setting) {
        long number = number(setting, text(setting));
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw wrong(setting, "a whole number of at least 1");
        }
        return (int) number;
    }

    int countOrZero(Setting setting) {
        return text(setting).equals("0") ? 0 : count(setting);
    }

    double share(Setting setting) {
        if (!SHARE.matcher(text(setting)).matches()) {
            throw wrong(setting, "a share between 0 and 1, such as 0.1, or off");
        }
        return Double.parseDouble(text(setting));
    }

    boolean truth(Setting setting) {
        return switch (text(setting)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(setting, "true or false");
        };
    }

    Duration duration(Setting setting) {
        Matcher matcher = DURATION.matcher(text(setting));
        if (!matcher.matches()) {
            throw wrong(setting, "a duration such as 500ms, 5s or 2m");
        }
        long amount = number(setting, matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (duration.isZero()) {
            throw wrong(setting, "a duration above zero");
        }
        return duration;
    }

    int bytes(Setting setting) {
        return bytes(setting, text(setting));
    }

    /** {@code 4KiB,kafka=1KiB}: sizes by name, the one without a name by the empty text. */
    Map<String, Integer> sizes(Setting setting) {
        Map<String, Integer> sizes = new HashMap<>();
        for (String part : text(setting).split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (sizes.put(name, bytes(setting, part.substring(equals + 1).strip())) != null) {
                throw wrong(setting, "one size each");
            }
        }
        return sizes;
    }

    private int bytes(Setting setting, String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw wrong(setting, "a size such as 65536, 512KiB or 8MiB");
        }
        String unit = Optional.ofNullable(matcher.group(2)).orElse("");
        int shift = switch (unit) {
            case "KiB" -> KIBI_SHIFT;
            case "MiB" -> 2 * KIBI_SHIFT;
            case "GiB" -> 3 * KIBI_SHIFT;
            default -> 0;
        };
        long bytes = number(setting, matcher.group(1)) << shift;
        if (bytes < 1 || bytes > Integer.MAX_VALUE) {
            throw wrong(setting, "a size between 1 and 2GiB");
        }
        return (int) bytes;
    }

    private long number(Setting setting, String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw wrong(setting, "a whole number");
        }
    }

    /** Says which setting, what it holds and what it should hold. */
    ConfigException wrong(Setting setting, String expected) {
        return new ConfigException(
                setting.key() + " is \"" + shown(setting, text(setting)) + "\"; expected is " + expected + ".");
    }
}
