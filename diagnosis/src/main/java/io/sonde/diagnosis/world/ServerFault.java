// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Map;
import java.util.Set;

/**
 * Which errors are the server's by any standard: it broke, is too busy, or has lost what it needs. All others may be what was asked
 * for: names that do not exist, rows that are there already, statements that are wrong.
 */
final class ServerFault {
    /** Unknown (what an exception nobody caught becomes), deadline exceeded, resource exhausted, internal, unavailable, data loss. */
    private static final Set<String> GRPC = Set.of("2", "4", "8", "13", "14", "15", "internal_error", "refused_stream");

    /** Not enough room, an operator or the server ended it, the system failed, internal; and connections that it cannot make. */
    private static final Set<String> POSTGRESQL_CLASSES = Set.of("08", "53", "57", "58", "XX");

    private static final int SQLSTATE_LENGTH = 5;

    private static final Map<String, Set<String>> BY_NAME = Map.of(
            "grpc",
            GRPC,
            "dns",
            Set.of("SERVFAIL", "REFUSED", "NOTIMP"),
            // Disk full, out of memory, too many connections, shutting down, table full, read only, took too long.
            "mysql",
            Set.of("1021", "1037", "1038", "1040", "1041", "1053", "1114", "1203", "1290", "1836", "3024"),
            "redis",
            Set.of("LOADING", "OOM", "BUSY", "READONLY", "MISCONF", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS"),
            "memcached",
            Set.of("SERVER_ERROR", "OUT_OF_MEMORY", "INTERNAL_ERROR", "BUSY", "TEMPORARY_FAILURE"),
            "mongodb",
            Set.of(
                    "InternalError",
                    "HostUnreachable",
                    "NetworkTimeout",
                    "ExceededTimeLimit",
                    "OutOfDiskSpace",
                    "ShutdownInProgress",
                    "InterruptedAtShutdown",
                    "PrimarySteppedDown",
                    "NotWritablePrimary",
                    "MaxTimeMSExpired"),
            "kafka",
            Set.of(
                    "UNKNOWN_SERVER_ERROR",
                    "CORRUPT_MESSAGE",
                    "LEADER_NOT_AVAILABLE",
                    "REQUEST_TIMED_OUT",
                    "BROKER_NOT_AVAILABLE",
                    "COORDINATOR_NOT_AVAILABLE",
                    "NOT_ENOUGH_REPLICAS",
                    "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
                    "KAFKA_STORAGE_ERROR"),
            // Connection forced, resource error, internal error.
            "rabbitmq",
            Set.of("320", "506", "541"));

    private ServerFault() {}

    /** @param errorType {@link SignalName#ERROR} of a request that was answered with an error */
    static boolean isOne(String protocol, String errorType) {
        return switch (protocol) {
            case "http" -> errorType.length() == 3 && errorType.charAt(0) == '5';
            case "postgresql" ->
                errorType.length() == SQLSTATE_LENGTH && POSTGRESQL_CLASSES.contains(errorType.substring(0, 2));
            default -> BY_NAME.getOrDefault(protocol, Set.of()).contains(errorType);
        };
    }
}
