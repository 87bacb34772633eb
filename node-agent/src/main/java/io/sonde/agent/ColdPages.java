// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import io.sonde.agent.libbpf.Libc;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives back pages of files that were needed to start and are not needed any more: machine code of the JVM and archived
 * classes, some 25 MB. What is touched again comes back from the page cache by itself.
 */
final class ColdPages {
    private static final Logger LOG = System.getLogger(ColdPages.class.getName());
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_NOHUGEPAGE = 15;
    private static final int HEX = 16;

    private ColdPages() {}

    static void giveBack() {
        try {
            giveBackUnchanged(Files.readAllLines(Path.of("/proc/self/smaps")));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot see what memory is mapped: {0}", e.getMessage());
        }
    }

    /**
     * Only what is neither writable nor was ever written (as the linker writes before it locks its tables): the file still
     * has the same bytes then.
     */
    private static void giveBackUnchanged(List<String> smaps) {
        String mapping = "";
        for (String line : smaps) {
            if (Character.isUpperCase(line.charAt(0))) {
                if (line.startsWith("Anonymous:") && line.endsWith(" 0 kB") && isReadOnlyFile(mapping)) {
                    giveBack(mapping);
                }
            } else {
                mapping = line;
            }
        }
    }

    /** {@code start-end r-xp offset device inode path}. */
    private static boolean isReadOnlyFile(String mapping) {
        String[] field = mapping.split(" +", 6);
        return field.length == 6 && (field[1].equals("r-xp") || field[1].equals("r--p")) && field[5].startsWith("/");
    }

    private static void giveBack(String mapping) {
        int dash = mapping.indexOf('-');
        long start = Long.parseUnsignedLong(mapping.substring(0, dash), HEX);
        long end = Long.parseUnsignedLong(mapping.substring(dash + 1, mapping.indexOf(' ')), HEX);
        // Where the page cache holds the file in pieces of 2 MB, each byte that is touched would bring such a piece
        // back.
        Libc.advise(start, end - start, MADV_NOHUGEPAGE);
        Libc.advise(start, end - start, MADV_DONTNEED);
    }
}
