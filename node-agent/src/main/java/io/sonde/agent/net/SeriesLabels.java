// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.otlp.Attributes;
import io.sonde.proto.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a series' points. Each variant is encoded when it is first needed and kept. Used by the thread that
 * exports; what it is made from never changes.
 */
public final class SeriesLabels {
    private static final String OTHER = "other";

    private final SeriesKey key;
    private @Nullable Attributes plain;
    private @Nullable Attributes transmit;
    private @Nullable Attributes receive;
    private final @Nullable Attributes[] failed = new Attributes[FailureReason.ALL.size()];

    SeriesLabels(SeriesKey key) {
        this.key = key;
    }

    public Attributes plain() {
        Attributes known = plain;
        if (known == null) {
            known = common().build();
            plain = known;
        }
        return known;
    }

    public Attributes transmit() {
        Attributes known = transmit;
        if (known == null) {
            known = common().put(Attribute.NETWORK_IO_DIRECTION, "transmit").build();
            transmit = known;
        }
        return known;
    }

    public Attributes receive() {
        Attributes known = receive;
        if (known == null) {
            known = common().put(Attribute.NETWORK_IO_DIRECTION, "receive").build();
            receive = known;
        }
        return known;
    }

    public Attributes failed(FailureReason reason) {
        Attributes known = failed[reason.slot()];
        if (known == null) {
            known = common().put(Attribute.ERROR_TYPE, reason.text()).build();
            failed[reason.slot()] = known;
        }
        return known;
    }

    private Attributes.Builder common() {
        return put(Attributes.builder(), key);
    }

    /** Who is at both ends, as far as the key tells them apart. */
    public static Attributes.Builder put(Attributes.Builder to, SeriesKey key) {
        var attributes = to.put(Attribute.SONDE_TCP_ROLE, key.server ? "server" : "client")
                .put(
                        Attribute.NETWORK_PEER_ADDRESS,
                        key.otherPeers ? OTHER : AddressText.of(key.peerHigh, key.peerLow));
        if (key.server) {
            attributes
                    .put(Attribute.NETWORK_LOCAL_ADDRESS, AddressText.of(key.localHigh, key.localLow))
                    .put(Attribute.NETWORK_LOCAL_PORT, key.localPort);
        } else if (!key.otherPeers) {
            attributes.put(Attribute.NETWORK_PEER_PORT, key.peerPort);
        }
        if (!key.peerName.isEmpty()) {
            attributes.put(Attribute.SERVER_ADDRESS, key.peerName);
        }
        if (key.translated) {
            actual(attributes, key);
        }
        return attributes.put(Attribute.SONDE_NETWORK_NAMESPACE, Long.toString(key.namespace));
    }

    private static void actual(Attributes.Builder attributes, SeriesKey key) {
        String address = AddressText.of(key.actualHigh, key.actualLow);
        if (key.server) {
            attributes.put(Attribute.SOURCE_ADDRESS, address);
        } else {
            attributes.put(Attribute.DESTINATION_ADDRESS, address).put(Attribute.DESTINATION_PORT, key.actualPort);
        }
    }
}
