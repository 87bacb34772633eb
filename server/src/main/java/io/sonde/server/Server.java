// SPDX-License-Identifier: Apache-2.0
package io.sonde.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.sonde.server.config.CommandLine;
import io.sonde.server.config.ConfigException;
import io.sonde.server.config.ConfigFile;
import io.sonde.server.config.Help;
import io.sonde.server.config.UnknownSettings;
import io.sonde.server.ops.OpsServer;
import io.sonde.server.part.Part;
import io.sonde.server.receive.GrpcReceiver;
import io.sonde.server.receive.HttpReceiver;
import io.sonde.server.status.ServerWatch;
import io.sonde.server.store.DiskGuard;
import io.sonde.server.store.Store;
import io.sonde.server.web.WebServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: reads the settings, starts the parts in order, closes them in reverse. */
public final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** In the order in which they start: what is needed first comes first. */
    private static final List<Class<? extends Part>> PARTS = List.of(
            OpsServer.class,
            DiskGuard.class,
            Store.class,
            ServerWatch.class,
            GrpcReceiver.class,
            HttpReceiver.class,
            WebServer.class);

    private static final int EXIT_USAGE = 2;

    private static final int EXIT_STORE_UNUSABLE = 3;

    private final ApplicationContext context;
    private final Deque<Part> running = new ArrayDeque<>();

    private Server(ApplicationContext context) {
        this.context = context;
    }

    public static void main(String[] args) throws Exception {
        try {
            CommandLine line = CommandLine.parse(args);
            if (line.help()) {
                System.out.print(Help.text(Settings.all()));
                return;
            }
            if (line.version()) {
                System.out.println("sonde-server " + version());
                return;
            }
            Server server = start(line);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            var _ = server.bean(Store.class).unusable().thenAccept(Server::end);
        } catch (ConfigException e) {
            System.err.println("sonde-server: " + e.getMessage());
            System.exit(EXIT_USAGE);
        }
    }

    /** On a thread of its own: whoever tells must be able to end meanwhile. */
    private static void end(String reason) {
        System.err.println("sonde-server: there is no store: " + reason);
        Thread.ofPlatform().name("end").start(() -> System.exit(EXIT_STORE_UNUSABLE));
    }

    /** Starts every part; returns when all of them run. The store may still be coming up: see /-/ready. */
    public static Server start(CommandLine line) throws Exception {
        long startedNanos = System.nanoTime();
        Server server = new Server(configure(line));
        try {
            server.startParts();
        } catch (Exception e) {
            server.close();
            throw e;
        }
        log.info(
                "started in {} ms",
                Duration.ofNanos(System.nanoTime() - startedNanos).toMillis());
        return server;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private static ApplicationContext configure(CommandLine line) {
        ApplicationContextBuilder builder = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(line.settings());
        Path file = line.config();
        if (file != null) {
            builder.propertySources(ConfigFile.read(file));
        }
        ApplicationContext context = builder.build();
        context.getEnvironment().start();
        Set<String> unknown =
                UnknownSettings.in(context.getEnvironment().getPropertySources(), System.getenv(), Settings.all());
        if (!unknown.isEmpty()) {
            throw new ConfigException(
                    "Unknown setting: " + String.join(", ", unknown) + ". See --help for those there are.");
        }
        return context.start();
    }

    private void startParts() throws Exception {
        for (Class<? extends Part> type : PARTS) {
            Part part = context.getBean(type);
            running.push(part);
            part.start();
        }
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            Part part = running.pop();
            try {
                part.close();
            } catch (RuntimeException e) {
                log.warn("{} did not close", part.getClass().getSimpleName(), e);
            }
        }
        context.close();
    }

    /** Of this program. */
    public static String version() {
        return Objects.requireNonNullElse(Server.class.getPackage().getImplementationVersion(), "development");
    }
}
