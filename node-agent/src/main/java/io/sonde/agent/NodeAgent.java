// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import io.sonde.agent.config.AgentConfig;
import io.sonde.agent.config.CommandLine;
import io.sonde.agent.config.ConfigException;
import io.sonde.agent.config.Help;
import io.sonde.agent.config.Settings;
import io.sonde.agent.kernel.Kernel;
import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.otlp.Exporter;
import io.sonde.otlp.SpoolLimits;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The program {@code sonde-node-agent}: reads its settings, starts the parts, ends them on SIGTERM. */
public final class NodeAgent {
    private static final int BAD_USAGE = 2;
    /** A last report is worth some seconds, but nobody waits longer for an agent to stop. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private NodeAgent() {}

    public static void main(String[] arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.help()) {
                System.out.print(Help.text());
                return;
            }
            Settings settings = AgentConfig.settings(line, System.getenv());
            if (line.detach()) {
                detach(configured(settings));
                return;
            }
            start(settings);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_USAGE);
        }
    }

    private static AgentConfig configured(Settings settings) {
        return AgentConfig.of(settings, Path.of(System.getProperty("sonde.home", ".")));
    }

    /** For who takes the agent off a host where it was killed. */
    private static void detach(AgentConfig config) {
        SpoolLimits spool = config.exporter().spool();
        if (spool == null) {
            return;
        }
        try {
            boolean found = Kernel.detach(spool.directory());
            System.out.println(found ? "detached what an agent had left" : "no agent has left anything");
        } catch (IOException | BpfFailure e) {
            System.err.println("cannot detach: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void start(Settings settings) {
        AgentConfig config = configured(settings);
        AgentLog.configure(config.logLevel());
        System.getLogger(NodeAgent.class.getName()).log(Level.INFO, "settings: {0}", settings.describe());
        Exporter exporter = Exporter.open(config.exporter());
        // Before anything is attached: who is stopped while it starts takes away what it has attached by then.
        CompletableFuture<Agent> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, exporter)));
        try {
            // Sending begins when the kernel side knows who we are: our own connections are none of its business.
            Agent agent = Agent.start(config, exporter);
            exporter.begin();
            started.complete(agent);
        } finally {
            started.cancel(false);
        }
    }

    private static void end(CompletableFuture<Agent> started, Exporter exporter) {
        started.thenAccept(agent -> {
                    agent.close();
                    exporter.close(FAREWELL);
                })
                .exceptionally(neverStarted -> null)
                .join();
    }
}
