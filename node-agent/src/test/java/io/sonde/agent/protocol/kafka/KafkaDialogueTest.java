// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

import static io.sonde.agent.protocol.Script.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaDialogueTest {
    private static final int PRODUCE = 0;
    private static final int FETCH = 1;
    private static final int METADATA = 3;
    private static final int JOIN_GROUP = 11;
    private static final int HEARTBEAT = 12;
    private static final int API_VERSIONS = 18;

    private final KafkaProtocol protocol = new KafkaProtocol();

    private static byte[] i16(int value) {
        return bytes(value >>> 8, value);
    }

    private static byte[] i32(int value) {
        return bytes(i16(value >>> 16), i16(value));
    }

    private static byte[] text(String text) {
        return bytes(i16(text.length()), text);
    }

    private static byte[] compact(String text) {
        return bytes(text.length() + 1, text);
    }

    private static byte[] sized(Object... parts) {
        byte[] bytes = bytes(parts);
        return bytes(i32(bytes.length), bytes);
    }

    /** Without the fields that only compact versions have in their head. */
    private static byte[] request(int key, int version, int number, Object... body) {
        return sized(i16(key), i16(version), i32(number), text("app-1"), bytes(body));
    }

    private static byte[] response(int number, Object... body) {
        return sized(i32(number), bytes(body));
    }

    private static byte[] produce(int number, int acknowledgements, String topic) {
        return request(
                PRODUCE,
                3,
                number,
                i16(-1),
                i16(acknowledgements),
                i32(30_000),
                i32(1),
                text(topic),
                i32(1),
                i32(0),
                sized("secret"));
    }

    private static byte[] produced(int number, int first, int second) {
        byte[] rest = new byte[8 + 8];
        return response(
                number, i32(1), text("orders"), i32(2), i32(0), i16(first), rest, i32(1), i16(second), rest, i32(0));
    }

    private List<String> lines(Script script) {
        return script.lines(protocol);
    }

    private static Script old() {
        return new Script()
                .client(request(API_VERSIONS, 0, 1))
                .server(response(1, i16(0), i32(0)))
                .client(request(METADATA, 1, 2, i32(1), text("orders")))
                .server(response(
                        2, i32(1), i32(7), text("host"), i32(9092), i16(-1), i32(7), i32(1), i16(3), text("orders")))
                .client(produce(3, 1, "orders"), produce(4, 1, "orders"))
                .server(produced(3, 0, 0), produced(4, 0, 6))
                .client(produce(5, 0, "logs"), request(HEARTBEAT, 1, 6, text("group"), i32(1), text("me")))
                .server(response(6, i32(0), i16(27)))
                .client(request(JOIN_GROUP, 2, 7, text("group")))
                .server(response(7, i32(0), i16(25), i32(0)));
    }

    private static Script compact() {
        return new Script()
                .client(request(API_VERSIONS, 3, 1, 0, compact("java"), compact("4"), 0))
                .server(response(1, i16(35), 1, i32(0), 0))
                .client(request(
                        PRODUCE,
                        9,
                        2,
                        0,
                        0,
                        i16(-1),
                        i32(30_000),
                        2,
                        compact("orders"),
                        2,
                        i32(0),
                        compact("secret"),
                        0,
                        0,
                        0))
                .server(response(2, 0, 2, compact("orders"), 2, i32(0), i16(10), new byte[24], 1, 0, 0, 0, i32(0), 0))
                .client(request(
                        FETCH,
                        12,
                        3,
                        0,
                        i32(-1),
                        i32(500),
                        i32(1),
                        i32(1 << 20),
                        0,
                        i32(0),
                        i32(0),
                        2,
                        compact("orders"),
                        2,
                        new byte[30]))
                .server(response(3, 0, i32(0), i16(0), i32(9), 2, compact("orders"), 2, i32(0), i16(1), new byte[30]))
                .client(request(FETCH, 12, 4, 0, i32(-1), i32(0), i32(1), i32(1 << 20), 0, i32(0), i32(0), 1, 1, 0))
                .server(response(4, 0, i32(0), i16(0), i32(9), 1, 0))
                .client(request(HEARTBEAT, 4, 5, 0, compact("group"), i32(1), compact("me"), 0, 0))
                .server(response(5, 0, i32(0), i16(0), 0));
    }

    @Test
    void readsOldVersions() {
        assertThat(lines(old()))
                .containsExactly(
                        "ApiVersions",
                        "Metadata =3 !UNKNOWN_TOPIC_OR_PARTITION",
                        "Produce orders",
                        "Produce orders =6 !NOT_LEADER_OR_FOLLOWER",
                        "Produce logs",
                        "Heartbeat =27",
                        "JoinGroup =25 !UNKNOWN_MEMBER_ID");
    }

    @Test
    void readsCompactVersions() {
        assertThat(lines(compact()))
                .containsExactly(
                        "ApiVersions =35 !UNSUPPORTED_VERSION",
                        "Produce orders =10 !MESSAGE_TOO_LARGE",
                        "Fetch orders =1 !OFFSET_OUT_OF_RANGE ~",
                        "Fetch",
                        "Heartbeat");
        assertThat(compact().told(protocol).toString()).doesNotContain("secret");
    }

    @Test
    void readsErrorsOfTopicsAndPartitions() {
        byte[] id = new byte[16];
        Script script = new Script()
                .client(request(19, 7, 1, 0, compact("orders")))
                .server(response(1, 0, i32(0), 2, compact("orders"), id, i16(36), compact("there is one"), 0))
                .client(request(20, 1, 2, text("orders")))
                .server(response(2, i32(0), i32(1), text("orders"), i16(3)))
                .client(request(8, 3, 3, text("group")))
                .server(response(3, i32(0), i32(1), text("orders"), i32(2), i32(0), i16(0), i32(1), i16(22)))
                .client(request(2, 4, 4, i32(-1)))
                .server(response(
                        4, i32(0), i32(1), text("orders"), i32(2), i32(0), i16(0), new byte[20], i32(1), i16(6)))
                .client(request(10, 4, 5, 0, 0))
                .server(response(5, 0, i32(0), 2, compact("group"), i32(-1), compact(""), i32(-1), i16(15), 1, 0, 0))
                .client(request(37, 0, 6, i32(0)))
                .server(response(6, i32(0), i32(1), text("orders"), i16(37)));

        assertThat(lines(script))
                .containsExactly(
                        "CreateTopics =36 !TOPIC_ALREADY_EXISTS",
                        "DeleteTopics =3 !UNKNOWN_TOPIC_OR_PARTITION",
                        "OffsetCommit =22 !ILLEGAL_GENERATION",
                        "ListOffsets =6 !NOT_LEADER_OR_FOLLOWER",
                        "FindCoordinator =15 !COORDINATOR_NOT_AVAILABLE",
                        "CreatePartitions =37 !INVALID_PARTITIONS");
    }

    @Test
    void tellsTimes() {
        Talk.Told told = old().told(protocol).get(1);

        assertThat(told.startNanos()).isEqualTo(1_200);
        assertThat(told.firstByteNanos()).isEqualTo(1_300);
        assertThat(told.endNanos()).isEqualTo(1_400);
    }

    @Test
    void passesOverRecordsThatWereNotCopied() {
        byte[] large = request(
                PRODUCE,
                3,
                1,
                i16(-1),
                i16(1),
                i32(30_000),
                i32(1),
                text("orders"),
                i32(1),
                i32(0),
                sized("secret".repeat(10_000)));
        Script script = new Script()
                .client(Arrays.copyOf(large, 4_096))
                .unseen(large.length - 4_096)
                .server(produced(1, 0, 0))
                .client(produce(2, 1, "orders"))
                .server(produced(2, 0, 0));

        assertThat(lines(script)).containsExactly("Produce orders", "Produce orders");
    }

    @Test
    void doesNotMeasureWhatWasAnsweredUnseen() {
        Script script = new Script()
                .client(produce(1, 1, "orders"), produce(2, 1, "orders"))
                .server("")
                .unseen(100)
                .client(produce(3, 1, "orders"))
                .server(produced(3, 0, 0));

        assertThat(lines(script)).containsExactly("Produce orders ~", "Produce orders ~", "Produce orders");
    }

    @Test
    void isTheSameInPiecesOfAnySize() {
        for (Script script : List.of(old(), compact())) {
            script.isTheSameInPieces(() -> protocol);
        }
    }

    @Test
    void survivesWhatIsSpoilt() {
        for (Script script : List.of(old(), compact())) {
            assertThat(script.spoilt(() -> protocol)).isBetween(3, 40);
        }
    }
}
