// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.runtime.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which host this is. */
public record HostIdentity(String id, String name, String kernelRelease, String cluster) {
    /**
     * @param configuredId empty for that of the machine
     * @param configuredName empty for the kernel's own
     */
    public static HostIdentity read(Path proc, String configuredId, String configuredName, String cluster) {
        String kernelName = text(proc.resolve("sys/kernel/hostname"));
        String name = configuredName.isEmpty() ? kernelName : configuredName;
        String machineId = configuredId.isEmpty() ? text(new HostFiles(proc).at("/etc/machine-id")) : configuredId;
        String id = machineId.isEmpty() ? name : machineId;
        return new HostIdentity(id, name, text(proc.resolve("sys/kernel/osrelease")), cluster);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
