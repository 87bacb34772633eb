// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

/** Cuts names of programs out of paths. */
final class Names {
    private static final String DELETED = " (deleted)";

    private Names() {}

    /** Last part of a path; also of one whose file was replaced while it ran. */
    static String base(String path) {
        String present = path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
        String name = present.substring(present.lastIndexOf('/') + 1);
        return name.startsWith("memfd:") ? name.substring("memfd:".length()) : name;
    }

    /** {@code python3.12} is python, {@code php-fpm8.2} is php-fpm. */
    static String withoutVersion(String name) {
        int end = name.length();
        while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
            end--;
        }
        while (end > 0 && name.charAt(end - 1) == '-') {
            end--;
        }
        return end == 0 ? name : name.substring(0, end);
    }

    /** {@code shop-1.4.2-SNAPSHOT.jar} is shop: the next version is the same service. */
    static String jar(String path) {
        String name = base(path);
        String bare = name.endsWith(".jar") || name.endsWith(".war") ? name.substring(0, name.length() - 4) : name;
        for (int dash = bare.indexOf('-'); dash > 0; dash = bare.indexOf('-', dash + 1)) {
            if (dash + 1 < bare.length() && Character.isDigit(bare.charAt(dash + 1))) {
                return bare.substring(0, dash);
            }
        }
        return bare;
    }

    /** {@code io.foo.Main$Inner} is Inner; a module's main class stands behind a slash. */
    static String mainClass(String name) {
        String type = name.substring(name.lastIndexOf('/') + 1);
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
