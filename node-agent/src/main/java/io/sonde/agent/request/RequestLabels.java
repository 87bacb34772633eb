// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.net.SeriesLabels;
import io.sonde.agent.protocol.Family;
import io.sonde.otlp.Attributes;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;

/** Under which metric and attributes requests are told: the semantic conventions of their family, and who is at both ends. */
final class RequestLabels {
    private RequestLabels() {}

    static Metric metric(Family family, boolean server) {
        return switch (family) {
            case HTTP -> server ? Metric.HTTP_SERVER_REQUEST_DURATION : Metric.HTTP_CLIENT_REQUEST_DURATION;
            case RPC -> server ? Metric.RPC_SERVER_CALL_DURATION : Metric.RPC_CLIENT_CALL_DURATION;
            case DATABASE -> server ? Metric.SONDE_DB_SERVER_OPERATION_DURATION : Metric.DB_CLIENT_OPERATION_DURATION;
            case MESSAGING ->
                server ? Metric.SONDE_MESSAGING_SERVER_OPERATION_DURATION : Metric.MESSAGING_CLIENT_OPERATION_DURATION;
            case NAMES -> server ? Metric.SONDE_DNS_SERVER_LOOKUP_DURATION : Metric.DNS_LOOKUP_DURATION;
        };
    }

    static Attributes of(RequestKey key, Family family) {
        Attributes.Builder to = Attributes.builder().put(Attribute.SONDE_PROTOCOL, key.protocol);
        switch (family) {
            case HTTP -> http(to, key);
            case RPC -> {
                to.put(Attribute.RPC_SYSTEM_NAME, key.protocol);
                put(to, Attribute.RPC_METHOD, key.operation);
                put(to, Attribute.RPC_RESPONSE_STATUS_CODE, key.status);
            }
            case DATABASE -> {
                to.put(Attribute.DB_SYSTEM_NAME, key.protocol);
                put(to, Attribute.DB_OPERATION_NAME, key.operation);
                put(to, Attribute.DB_COLLECTION_NAME, key.target);
                put(to, Attribute.DB_RESPONSE_STATUS_CODE, key.status);
            }
            case MESSAGING -> {
                to.put(Attribute.MESSAGING_SYSTEM, key.protocol);
                put(to, Attribute.MESSAGING_OPERATION_NAME, key.operation);
                put(to, Attribute.MESSAGING_DESTINATION_NAME, key.target);
            }
            case NAMES -> {
                put(to, Attribute.SONDE_DNS_QUESTION_TYPE, key.operation);
                put(to, Attribute.DNS_QUESTION_NAME, key.target);
            }
        }
        put(to, Attribute.ERROR_TYPE, key.error);
        return SeriesLabels.put(to, key.ends).build();
    }

    private static void http(Attributes.Builder to, RequestKey key) {
        put(to, Attribute.HTTP_REQUEST_METHOD, key.operation);
        put(to, key.server ? Attribute.HTTP_ROUTE : Attribute.URL_TEMPLATE, key.target);
        if (!key.status.isEmpty()) {
            to.put(Attribute.HTTP_RESPONSE_STATUS_CODE, Long.parseLong(key.status));
        }
    }

    private static void put(Attributes.Builder to, String attribute, String value) {
        if (!value.isEmpty()) {
            to.put(attribute, value);
        }
    }
}
