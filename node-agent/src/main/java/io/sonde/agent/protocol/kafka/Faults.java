// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

import io.sonde.agent.protocol.Words;

/** Names of error codes. */
final class Faults {
    private static final int NUMBERS = 200;

    private static final String[] NAMES = {
        "",
        "OFFSET_OUT_OF_RANGE",
        "CORRUPT_MESSAGE",
        "UNKNOWN_TOPIC_OR_PARTITION",
        "INVALID_FETCH_SIZE",
        "LEADER_NOT_AVAILABLE",
        "NOT_LEADER_OR_FOLLOWER",
        "REQUEST_TIMED_OUT",
        "BROKER_NOT_AVAILABLE",
        "REPLICA_NOT_AVAILABLE",
        "MESSAGE_TOO_LARGE",
        "STALE_CONTROLLER_EPOCH",
        "OFFSET_METADATA_TOO_LARGE",
        "NETWORK_EXCEPTION",
        "COORDINATOR_LOAD_IN_PROGRESS",
        "COORDINATOR_NOT_AVAILABLE",
        "NOT_COORDINATOR",
        "INVALID_TOPIC_EXCEPTION",
        "RECORD_LIST_TOO_LARGE",
        "NOT_ENOUGH_REPLICAS",
        "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
        "INVALID_REQUIRED_ACKS",
        "ILLEGAL_GENERATION",
        "INCONSISTENT_GROUP_PROTOCOL",
        "INVALID_GROUP_ID",
        "UNKNOWN_MEMBER_ID",
        "INVALID_SESSION_TIMEOUT",
        "REBALANCE_IN_PROGRESS",
        "INVALID_COMMIT_OFFSET_SIZE",
        "TOPIC_AUTHORIZATION_FAILED",
        "GROUP_AUTHORIZATION_FAILED",
        "CLUSTER_AUTHORIZATION_FAILED",
        "INVALID_TIMESTAMP",
        "UNSUPPORTED_SASL_MECHANISM",
        "ILLEGAL_SASL_STATE",
        "UNSUPPORTED_VERSION",
        "TOPIC_ALREADY_EXISTS",
        "INVALID_PARTITIONS",
        "INVALID_REPLICATION_FACTOR",
        "INVALID_REPLICA_ASSIGNMENT",
        "INVALID_CONFIG",
        "NOT_CONTROLLER",
        "INVALID_REQUEST"
    };

    private final Words numbers = new Words(NUMBERS, 6);

    String status(int code) {
        return code == 0 ? "" : numbers.number(code);
    }

    /** Empty: none, or what belongs to the usual course of things. */
    String error(int code) {
        if (isUsual(code)) {
            return "";
        }
        if (code == -1) {
            return "UNKNOWN_SERVER_ERROR";
        }
        return code > 0 && code < NAMES.length
                ? NAMES[code]
                : switch (code) {
                    case 56 -> "KAFKA_STORAGE_ERROR";
                    case 58 -> "SASL_AUTHENTICATION_FAILED";
                    case 74 -> "FENCED_LEADER_EPOCH";
                    case 82 -> "FENCED_INSTANCE_ID";
                    case 90 -> "PRODUCER_FENCED";
                    case 100 -> "UNKNOWN_TOPIC_ID";
                    case 110 -> "FENCED_MEMBER_EPOCH";
                    default -> numbers.number(code);
                };
    }

    /** Nothing, a rebalance, a new fetch session, a first join without a member's name: clients go on by themselves. */
    private static boolean isUsual(int code) {
        return code == 0 || code == 27 || code == 70 || code == 71 || code == 79;
    }

    Words words() {
        return numbers;
    }
}
