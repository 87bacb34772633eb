// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which network namespaces are watched: all of the kernel, or a single one where every other has an agent of its own. */
public record NamespaceScope(long onlyInode) {
    public static final NamespaceScope ALL = new NamespaceScope(0);

    /** The one that the agent lives in. */
    public static NamespaceScope own() {
        try {
            return new NamespaceScope((Long) Files.getAttribute(Path.of("/proc/self/ns/net"), "unix:ino"));
        } catch (IOException e) {
            throw new UncheckedIOException("the agent's own network namespace cannot be told", e);
        }
    }

    public boolean includes(long inode) {
        return onlyInode == 0 || onlyInode == inode;
    }

    public boolean all() {
        return onlyInode == 0;
    }
}
