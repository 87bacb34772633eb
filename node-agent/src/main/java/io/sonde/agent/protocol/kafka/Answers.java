// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

/** The first error in an answer, as far as it is looked for. Most answers say it per topic or partition. */
final class Answers {
    private static final int LIST_OFFSETS = 2;
    private static final int OFFSET_COMMIT = 8;
    private static final int FIND_COORDINATOR = 10;
    private static final int CREATE_TOPICS = 19;
    private static final int DELETE_TOPICS = 20;
    private static final int ADD_PARTITIONS_TO_TRANSACTION = 24;
    private static final int TRANSACTION_OFFSET_COMMIT = 28;
    private static final int CREATE_PARTITIONS = 37;
    private static final int DELETE_GROUPS = 42;

    private Answers() {}

    /** @return 0: none */
    static int code(Fields fields, int key, int version) {
        if (Api.hasError(key, version)) {
            fields.skip(Api.hasThrottle(key, version) ? 4 : 0);
            return fields.i16();
        }
        return switch (key) {
            case Api.PRODUCE -> produced(fields, version);
            case Api.FETCH -> fetched(fields, version);
            case Api.METADATA -> described(fields, version);
            case LIST_OFFSETS -> ofPartitions(fields, version >= 2, version >= 1 ? version >= 4 ? 20 : 16 : -1);
            // Later versions have numbers for topics.
            case OFFSET_COMMIT -> version < 10 ? ofPartitions(fields, version >= 3, 0) : 0;
            case TRANSACTION_OFFSET_COMMIT -> ofPartitions(fields, true, 0);
            case ADD_PARTITIONS_TO_TRANSACTION -> version <= 3 ? ofPartitions(fields, true, 0) : 0;
            case FIND_COORDINATOR -> ofCoordinators(fields);
            case CREATE_TOPICS -> ofFirst(fields, version >= 2, version >= 7 ? Fields.ID : 0);
            case DELETE_TOPICS -> ofFirst(fields, version >= 1, version >= 6 ? Fields.ID : 0);
            case CREATE_PARTITIONS, DELETE_GROUPS -> ofFirst(fields, true, 0);
            default -> 0;
        };
    }

    /** Of a list of things by name, the first: what follows its error depends on the call. */
    private static int ofFirst(Fields fields, boolean throttle, int id) {
        fields.skip(throttle ? 4 : 0);
        if (fields.array() <= 0) {
            return 0;
        }
        fields.text();
        fields.skip(id);
        return fields.i16();
    }

    /** Of topics and their partitions; {@code behind} an error so many bytes follow before the next one, negative where nobody knows. */
    private static int ofPartitions(Fields fields, boolean throttle, int behind) {
        fields.skip(throttle ? 4 : 0);
        int topics = fields.array();
        for (int topic = 0; topic < topics && !fields.isBroken(); topic++) {
            fields.text();
            int partitions = fields.array();
            for (int partition = 0; partition < partitions && !fields.isBroken(); partition++) {
                fields.i32();
                int code = fields.i16();
                if (code != 0 || behind < 0) {
                    return code;
                }
                fields.skip(behind);
                fields.tags();
            }
            fields.tags();
        }
        return 0;
    }

    private static int ofCoordinators(Fields fields) {
        fields.skip(4);
        if (fields.array() <= 0) {
            return 0;
        }
        fields.text();
        fields.i32();
        fields.text();
        fields.i32();
        return fields.i16();
    }

    private static int produced(Fields fields, int version) {
        int topics = fields.array();
        for (int topic = 0; topic < topics && !fields.isBroken(); topic++) {
            topicName(fields, version);
            int partitions = fields.array();
            for (int partition = 0; partition < partitions && !fields.isBroken(); partition++) {
                fields.i32();
                int code = fields.i16();
                if (code != 0) {
                    return code;
                }
                fields.skip(8 + (version >= 2 ? 8 : 0) + (version >= 5 ? 8 : 0));
                if (version >= 8 && fields.array() > 0) {
                    return 0;
                }
                if (version >= 8) {
                    fields.text();
                    fields.tags();
                }
            }
            fields.tags();
        }
        return 0;
    }

    private static void topicName(Fields fields, int version) {
        if (version >= 13) {
            fields.skip(Fields.ID);
        } else {
            fields.text();
        }
    }

    /** Of the partitions only the first is looked at: its records come before the next. */
    private static int fetched(Fields fields, int version) {
        fields.skip(version >= 1 ? 4 : 0);
        int code = version >= 7 ? fields.i16() : 0;
        fields.skip(version >= 7 ? 4 : 0);
        if (code != 0 || fields.array() == 0) {
            return code;
        }
        topicName(fields, version);
        if (fields.array() == 0) {
            return 0;
        }
        fields.i32();
        return fields.i16();
    }

    private static int described(Fields fields, int version) {
        fields.skip(version >= 3 ? 4 : 0);
        int brokers = fields.array();
        for (int broker = 0; broker < brokers && !fields.isBroken(); broker++) {
            fields.i32();
            fields.text();
            fields.i32();
            if (version >= 1) {
                fields.text();
            }
            fields.tags();
        }
        if (version >= 2) {
            fields.text();
        }
        fields.skip(version >= 1 ? 4 : 0);
        return fields.array() > 0 ? fields.i16() : 0;
    }
}
