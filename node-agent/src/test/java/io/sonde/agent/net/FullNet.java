// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.process.ProcDirectory;
import io.sonde.agent.process.ProcessLimits;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.process.ScriptedProcess;
import io.sonde.agent.service.ServiceTable;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.nio.file.Path;
import java.time.Duration;

/** The tables of connections, with more in them than fits. */
public final class FullNet {
    private static final int LIMIT = 3;
    private static final int MORE = 9;
    private static final int CURL = 100;

    private final ProcessTable processes = new ProcessTable(
            new ProcessLimits(10, Duration.ofSeconds(30)),
            new ProcDirectory(Path.of("/nowhere"), ContainerWatch.ofNobody()),
            new ServiceTable(10),
            ContainerWatch.ofNobody(),
            0);
    private final ListenerTable listeners = new ListenerTable(LIMIT, processes);
    private final NamespaceTable namespaces = new NamespaceTable(LIMIT, LIMIT);
    private final TranslationTable translations = new TranslationTable(LIMIT);
    private final ConnectionTable connections = new ConnectionTable(
            new ConnectionLimits(LIMIT, LIMIT, LIMIT, Duration.ofSeconds(60)),
            processes,
            listeners,
            namespaces,
            translations);

    private final PeerNames names = new PeerNames(LIMIT);

    private FullNet() {
        processes.started(ScriptedProcess.exec(CURL, "/usr/bin/curl"));
        for (int i = 1; i <= MORE; i++) {
            connections.opened(ScriptedSocket.client(CURL, "10.0.1." + i + ":40000", "10.1.0." + i + ":80"));
            listeners.listening(ScriptedSocket.listener(CURL, "10.0.0.1:" + i));
            namespaces.seen(i, CURL, 0);
            translations.learn(translation(i), i);
            names.resolved("name" + i, 0, i, 60, i);
        }
    }

    public static Fill of(Bounded which) {
        var full = new FullNet();
        ConnectionTable connections = full.connections;
        return switch (which) {
            case CONNECTIONS ->
                which.fill(
                        connections.size(),
                        connections.limit(),
                        connections.losses().untracked());
            case SERIES ->
                which.fill(
                        connections.seriesSize() - 1,
                        connections.seriesLimit(),
                        connections.losses().folded());
            case LISTENERS -> which.fill(full.listeners.size(), full.listeners.limit(), full.listeners.overflows());
            case PEER_NAMES -> which.fill(full.names.size(), full.names.limit(), full.names.dropped());
            case NAMESPACES -> full.namespaces.fill();
            case ADDRESSES -> full.namespaces.addressFill();
            default -> which.fill(full.translations.size(), full.translations.limit(), full.translations.evicted());
        };
    }

    private static Translation translation(int port) {
        var translation = new Translation();
        translation.original.sourcePort = port;
        translation.original.destinationPort = 80;
        translation.reply.sourcePort = 8080;
        translation.reply.destinationPort = port;
        return translation;
    }
}
