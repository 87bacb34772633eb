// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.net.Endpoints;
import io.sonde.agent.net.PeerNames;
import io.sonde.agent.net.SeriesKey;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Words;
import io.sonde.agent.service.Service;
import io.sonde.agent.table.Hash;

/** What requests that are counted together have in common. Filled anew for each search; a kept copy is never changed. */
final class RequestKey {
    SeriesKey ends = new SeriesKey();
    boolean server;
    String protocol = "";
    String operation = "";
    String target = "";
    String status = "";
    String error = "";

    void set(Service service, boolean isServer, Endpoints at, String by, Exchange exchange, String failure) {
        ends.set(service, isServer, at);
        server = isServer;
        protocol = by;
        operation = exchange.operation;
        target = exchange.target;
        status = exchange.status;
        error = failure;
    }

    /** Stands for all of its protocol that found no place of their own; what failed stays apart. */
    void foldRequest() {
        operation = Words.OTHER;
        target = "";
        status = "";
        error = error.isEmpty() ? "" : Words.OTHER;
    }

    void foldPeer() {
        ends.foldPeer();
    }

    /** A copy to be kept, with the name of its peer. */
    RequestKey named(PeerNames names) {
        var copy = new RequestKey();
        copy.ends = ends.named(names);
        copy.server = server;
        copy.protocol = protocol;
        copy.operation = operation;
        copy.target = target;
        copy.status = status;
        copy.error = error;
        return copy;
    }

    int hash() {
        long hash = ends.hash();
        hash = Hash.join(hash, protocol.hashCode());
        hash = Hash.join(hash, operation.hashCode());
        hash = Hash.join(hash, target.hashCode());
        hash = Hash.join(hash, status.hashCode());
        hash = Hash.join(hash, error.hashCode());
        return Hash.spread(hash);
    }

    boolean sameAs(RequestKey other) {
        return operation.equals(other.operation)
                && target.equals(other.target)
                && status.equals(other.status)
                && error.equals(other.error)
                && protocol.equals(other.protocol)
                && server == other.server
                && ends.sameAs(other.ends);
    }
}
