// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

/** What the shop's services are told by the environment: where their dependencies are. */
public final class Environment {
    private Environment() {}

    public static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set; demo/up.sh sets it");
        }
        return value;
    }

    /** Every service of the shop listens on the same port of its own address. */
    public static final int PORT = 8080;
}
