// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import io.sonde.agent.service.Origin;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.ServiceIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the control groups of a process tell about where it belongs.
 *
 * @param containerId of the innermost container: 64 hex digits, or the name that plain runc was given; empty on the host
 * @param unit the systemd service, without {@code .service}; empty outside of one
 */
public record ControlGroup(String containerId, String unit) {
    public static final ControlGroup NONE = new ControlGroup("", "");

    /** Docker, containerd, CRI-O and podman all name a container by a SHA-256 sized id. */
    private static final int ID_LENGTH = 64;

    private static final int SHORT_LENGTH = 12;

    private static final String SERVICE = ".service";

    /**
     * From the names of nested groups, the innermost first; several hierarchies may follow each other.
     *
     * @param named tells the name of a container whose group is called like no id; empty for other groups
     */
    static ControlGroup ofNames(List<String> innermostFirst, UnaryOperator<String> named) {
        String unit = "";
        for (String name : innermostFirst) {
            String id = containerId(name);
            if (id.isEmpty()) {
                id = named.apply(name);
            }
            if (!id.isEmpty()) {
                return new ControlGroup(id, unit);
            }
            if (unit.isEmpty()) {
                unit = unit(name);
            }
        }
        return unit.isEmpty() ? NONE : new ControlGroup("", unit);
    }

    /** From the text of {@code /proc/PID/cgroup}: cgroup v1, v2 or both. */
    static ControlGroup ofProcFile(String text, UnaryOperator<String> named) {
        return ofNames(
                text.lines()
                        .map(line -> line.split(":", 3))
                        .filter(field -> field.length == 3)
                        .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                        .flatMap(field -> innermostFirst(field[2]).stream())
                        .toList(),
                named);
    }

    /** The container, else the systemd unit, else the program. */
    public ServiceIdentity identity(Program program) {
        Optional<String> container = shortId();
        if (container.isPresent()) {
            return new ServiceIdentity(container.get(), Origin.CONTAINER, containerId);
        }
        return unit.isEmpty()
                ? new ServiceIdentity(program.name(), Origin.PROCESS, "")
                : new ServiceIdentity(unit, Origin.SYSTEMD, "");
    }

    /** The first digits, which is how people and tools call a container without a name. */
    public Optional<String> shortId() {
        return containerId.isEmpty()
                ? Optional.empty()
                : Optional.of(containerId.length() == ID_LENGTH ? containerId.substring(0, SHORT_LENGTH) : containerId);
    }

    /** The hierarchies that runtimes and systemd always fill come first; single v1 controllers may lag behind. */
    private static int rank(String[] field) {
        return switch (field[1]) {
            case "" -> 0;
            case "name=systemd" -> 1;
            case "memory" -> 2;
            case "pids" -> 3;
            default -> 4;
        };
    }

    private static List<String> innermostFirst(String path) {
        return Arrays.asList(path.split("/")).reversed();
    }

    /** {@code ID}, {@code docker-ID.scope}, {@code …slice:cri-containerd:ID}; conmon is the container's minder, not in it. */
    private static String containerId(String group) {
        String name = group.endsWith(".scope") ? group.substring(0, group.length() - ".scope".length()) : group;
        int start = name.length() - ID_LENGTH;
        if (start < 0 || name.contains("-conmon-")) {
            return "";
        }
        if (start > 0 && name.charAt(start - 1) != '-' && name.charAt(start - 1) != ':') {
            return "";
        }
        String id = name.substring(start);
        return id.chars().allMatch(ControlGroup::isHexDigit) ? id : "";
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** A user's manager, sessions and machines are no services: what runs in them is known by its program. */
    private static String unit(String group) {
        if (!group.endsWith(SERVICE) || group.startsWith("user@") || group.startsWith("systemd-nspawn@")) {
            return "";
        }
        return unescape(group.substring(0, group.length() - SERVICE.length()));
    }

    /** Systemd writes a character that a name may not hold as {@code \x2d}. */
    private static String unescape(String name) {
        int at = name.indexOf("\\x");
        if (at < 0 || at + 4 > name.length()) {
            return name;
        }
        try {
            char c = (char) Integer.parseInt(name.substring(at + 2, at + 4), 16);
            return name.substring(0, at) + c + unescape(name.substring(at + 4));
        } catch (NumberFormatException _) {
            return name;
        }
    }
}
