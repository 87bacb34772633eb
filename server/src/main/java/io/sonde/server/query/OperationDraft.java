// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Aggregate;
import io.sonde.diagnosis.world.Outcome;
import io.sonde.diagnosis.world.Series;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.Sketch;
import io.sonde.proto.Attribute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operation while its series are added up: statuses, peers and copies of the service are one. */
final class OperationDraft {
    record Key(boolean inbound, String protocol, String name, String target) {
        private static final List<String> NAMES = List.of(
                Attribute.HTTP_REQUEST_METHOD,
                Attribute.RPC_METHOD,
                Attribute.DB_OPERATION_NAME,
                Attribute.MESSAGING_OPERATION_NAME,
                Attribute.SONDE_DNS_QUESTION_TYPE);
        private static final List<String> TARGETS = List.of(
                Attribute.HTTP_ROUTE,
                Attribute.URL_TEMPLATE,
                Attribute.DB_COLLECTION_NAME,
                Attribute.MESSAGING_DESTINATION_NAME,
                Attribute.DNS_QUESTION_NAME);

        /** Null where it is not told between whom: a program of its own accord. */
        static @Nullable Key of(Series series) {
            Map<String, String> attributes = series.attributes();
            String role = attributes.getOrDefault(Attribute.SONDE_TCP_ROLE, "");
            String protocol = attributes.getOrDefault(Attribute.SONDE_PROTOCOL, "");
            if (role.isEmpty() || protocol.isEmpty()) {
                return null;
            }
            return new Key(role.equals("server"), protocol, first(attributes, NAMES), first(attributes, TARGETS));
        }

        private static String first(Map<String, String> attributes, List<String> names) {
            for (String name : names) {
                String value = attributes.getOrDefault(name, "");
                if (!value.isEmpty()) {
                    return value;
                }
            }
            return "";
        }
    }

    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final Key key;
    private final Sketch seconds = new Sketch();
    private long count;
    private long errors;
    private long unanswered;

    OperationDraft(Key key) {
        this.key = key;
    }

    void add(Series series, Aggregate values) {
        long more = Math.max(0, values.count() + values.sum());
        count += more;
        Outcome outcome = Outcome.of(series.attributes().getOrDefault(SignalName.ERROR, ""));
        switch (outcome) {
            case OK -> {}
            case ERROR -> errors += more;
            case UNANSWERED -> unanswered += more;
        }
        if (values.seconds() != null && outcome != Outcome.UNANSWERED) {
            seconds.add(values.seconds());
        }
    }

    Operation toOperation() {
        return new Operation(
                key.inbound,
                key.protocol,
                key.name,
                key.target,
                count,
                errors,
                unanswered,
                seconds.quantile(MEDIAN),
                seconds.quantile(NEARLY_ALL));
    }
}
