// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

import java.util.List;

/** What can be called, by number: name, since when it is written compactly, and where its answer has an error for all of it. */
final class Api {
    static final int PRODUCE = 0;
    static final int FETCH = 1;
    static final int METADATA = 3;
    static final int API_VERSIONS = 18;

    /** No answer has its error first, or this call was never written compactly. */
    private static final int NEVER = 99;

    /** No version is higher. */
    private static final int LATEST = 20;

    private record Call(String name, int compactSince, int throttleSince, int errorUntil) {}

    private static final List<Call> CALLS = List.of(
            call("Produce", 9),
            call("Fetch", 12),
            call("ListOffsets", 6),
            call("Metadata", 9),
            call("LeaderAndIsr", 4, NEVER),
            call("StopReplica", 2, NEVER),
            call("UpdateMetadata", 6, NEVER),
            call("ControlledShutdown", 3, NEVER),
            call("OffsetCommit", 8),
            call("OffsetFetch", 6),
            new Call("FindCoordinator", 3, 1, 3),
            call("JoinGroup", 6, 2),
            call("Heartbeat", 4, 1),
            call("LeaveGroup", 4, 1),
            call("SyncGroup", 4, 1),
            call("DescribeGroups", 5),
            call("ListGroups", 3, 1),
            call("SaslHandshake", NEVER, NEVER),
            call("ApiVersions", 3, NEVER),
            call("CreateTopics", 5),
            call("DeleteTopics", 4),
            call("DeleteRecords", 2),
            call("InitProducerId", 2, 0),
            call("OffsetForLeaderEpoch", 4),
            call("AddPartitionsToTxn", 3),
            call("AddOffsetsToTxn", 3, 0),
            call("EndTxn", 3, 0),
            call("WriteTxnMarkers", 1),
            call("TxnOffsetCommit", 3),
            call("DescribeAcls", 2, 0),
            call("CreateAcls", 2),
            call("DeleteAcls", 2),
            call("DescribeConfigs", 4),
            call("AlterConfigs", 2),
            call("AlterReplicaLogDirs", 2),
            call("DescribeLogDirs", 2),
            call("SaslAuthenticate", 2, NEVER),
            call("CreatePartitions", 2),
            call("CreateDelegationToken", 2, NEVER),
            call("RenewDelegationToken", 2, NEVER),
            call("ExpireDelegationToken", 2, NEVER),
            call("DescribeDelegationToken", 2, NEVER),
            call("DeleteGroups", 2),
            call("ElectLeaders", 2),
            call("IncrementalAlterConfigs", 1),
            call("AlterPartitionReassignments", 0, 0),
            call("ListPartitionReassignments", 0, 0),
            call("OffsetDelete", NEVER, NEVER),
            call("DescribeClientQuotas", 1, 0),
            call("AlterClientQuotas", 1),
            call("DescribeUserScramCredentials", 0, 0),
            call("AlterUserScramCredentials", 0),
            call("Vote", 0, NEVER),
            call("BeginQuorumEpoch", 1, NEVER),
            call("EndQuorumEpoch", 1, NEVER),
            call("DescribeQuorum", 0, NEVER),
            call("AlterPartition", 0, 0),
            call("UpdateFeatures", 0, 0),
            call("Envelope", 0),
            call("FetchSnapshot", 0, 0),
            call("DescribeCluster", 0, 0),
            call("DescribeProducers", 0),
            call("BrokerRegistration", 0, 0),
            call("BrokerHeartbeat", 0, 0),
            call("UnregisterBroker", 0, 0),
            call("DescribeTransactions", 0),
            call("ListTransactions", 0, 0),
            call("AllocateProducerIds", 0, 0),
            call("ConsumerGroupHeartbeat", 0, 0),
            call("ConsumerGroupDescribe", 0),
            call("ControllerRegistration", 0, 0),
            call("GetTelemetrySubscriptions", 0, 0),
            call("PushTelemetry", 0, 0),
            call("AssignReplicasToDirs", 0, 0),
            call("ListConfigResources", 0, 0),
            call("DescribeTopicPartitions", 0),
            call("ShareGroupHeartbeat", 0, 0),
            call("ShareGroupDescribe", 0),
            call("ShareFetch", 0, 0),
            call("ShareAcknowledge", 0, 0),
            call("AddRaftVoter", 0, 0),
            call("RemoveRaftVoter", 0, 0),
            call("UpdateRaftVoter", 0, 0));

    private Api() {}

    private static Call call(String name, int compactSince) {
        return new Call(name, compactSince, 0, -1);
    }

    private static Call call(String name, int compactSince, int throttleSince) {
        return new Call(name, compactSince, throttleSince, LATEST);
    }

    static boolean exists(int key, int version) {
        return key >= 0 && key < CALLS.size() && version >= 0 && version <= LATEST;
    }

    static String name(int key) {
        return CALLS.get(key).name;
    }

    static boolean isCompact(int key, int version) {
        return version >= CALLS.get(key).compactSince;
    }

    /** Whether fields that nobody knows may stand between the head of the answer and its body. */
    static boolean isCompactAnswer(int key, int version) {
        return key != API_VERSIONS && isCompact(key, version);
    }

    /** Whether the answer says once for all of it how it went. */
    static boolean hasError(int key, int version) {
        return version <= CALLS.get(key).errorUntil;
    }

    /** Whether how long the client should wait comes before that. */
    static boolean hasThrottle(int key, int version) {
        return version >= CALLS.get(key).throttleSince;
    }
}
