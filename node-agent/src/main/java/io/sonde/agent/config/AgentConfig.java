// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import io.sonde.agent.kernel.CaptureConfig;
import io.sonde.agent.kernel.KernelConfig;
import io.sonde.agent.kernel.PayloadLimits;
import io.sonde.agent.kubernetes.Kubelet;
import io.sonde.agent.net.ConnectionLimits;
import io.sonde.agent.net.NamespaceScope;
import io.sonde.agent.process.ProcessLimits;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.all.Protocols;
import io.sonde.agent.request.RequestLimits;
import io.sonde.agent.request.SpanLimits;
import io.sonde.otlp.Endpoint;
import io.sonde.otlp.ExporterSettings;
import io.sonde.otlp.QueueLimits;
import io.sonde.otlp.SpoolLimits;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the agent was asked to do, checked.
 *
 * @param staysAttached the kernel side goes on when the agent is stopped
 * @param hostId empty for that of the machine
 * @param hostName empty for the kernel's own
 */
public record AgentConfig(
        ExporterSettings exporter,
        boolean staysAttached,
        String cluster,
        String hostId,
        String hostName,
        Duration interval,
        Level logLevel,
        Path proc,
        NamespaceScope namespaces,
        KernelConfig kernel,
        ProcessLimits processes,
        ConnectionLimits connections,
        boolean readsRequests,
        RequestLimits requests,
        TableLimits tables,
        Optional<Kubelet> kubelet) {

    /** What programs send is handed over and not looked at, to see what that alone costs. */
    private static final String COPIED = "copied";

    /** @param addresses of all clients, and of each network namespace */
    public record TableLimits(
            int services, int containers, int listeners, int namespaces, int addresses, int translations) {}

    public static Settings settings(CommandLine line, Map<String, String> environment) {
        Map<Setting, String> file = line.config() == null ? Map.of() : ConfigFile.read(line.config());
        return new Settings(line.flags(), environment, file);
    }

    /** @param installation where this agent is installed; its kernel programs are in {@code bpf} there */
    public static AgentConfig of(Settings settings, Path installation) {
        return new AgentConfig(
                exporter(settings),
                staysAttached(settings),
                settings.text(Setting.CLUSTER),
                settings.text(Setting.HOST_ID),
                settings.text(Setting.HOST_NAME),
                settings.duration(Setting.INTERVAL),
                logLevel(settings),
                settings.path(Setting.PROC),
                namespaces(settings),
                kernel(settings, installation),
                new ProcessLimits(settings.count(Setting.MAX_PROCESSES), settings.duration(Setting.PROCESS_MEMORY)),
                new ConnectionLimits(
                        settings.count(Setting.MAX_CONNECTIONS),
                        settings.count(Setting.MAX_SERIES),
                        settings.count(Setting.MAX_SERIES_PER_SERVICE),
                        settings.duration(Setting.VANISHED_AFTER)),
                !settings.text(Setting.REQUESTS).equals(COPIED),
                new RequestLimits(
                        settings.count(Setting.MAX_CONVERSATIONS),
                        settings.count(Setting.MAX_REQUEST_SERIES),
                        settings.count(Setting.MAX_REQUEST_SERIES_PER_SERVICE),
                        settings.duration(Setting.REQUEST_TIMEOUT),
                        spans(settings)),
                new TableLimits(
                        settings.count(Setting.MAX_SERVICES),
                        settings.count(Setting.MAX_CONTAINERS),
                        settings.count(Setting.MAX_LISTENERS),
                        settings.count(Setting.MAX_NAMESPACES),
                        settings.count(Setting.MAX_ADDRESSES),
                        settings.count(Setting.MAX_TRANSLATIONS)),
                kubelet(settings));
    }

    private static NamespaceScope namespaces(Settings settings) {
        return switch (settings.text(Setting.NETWORK_NAMESPACES)) {
            case "all" -> NamespaceScope.ALL;
            case "own" -> NamespaceScope.own();
            default -> throw settings.wrong(Setting.NETWORK_NAMESPACES, "all or own");
        };
    }

    private static Optional<Kubelet> kubelet(Settings settings) {
        boolean verify = settings.truth(Setting.KUBELET_VERIFY);
        return settings.optional(Setting.KUBELET).map(text -> {
            if (!text.matches("https?://[^/]+/?")) {
                throw settings.wrong(Setting.KUBELET, "https://HOST:PORT or http://HOST:PORT");
            }
            return new Kubelet(URI.create(text), verify, Kubelet.ACCOUNT);
        });
    }

    private static ExporterSettings exporter(Settings settings) {
        QueueLimits queue = new QueueLimits(settings.bytes(Setting.QUEUE_BYTES), QueueLimits.DEFAULT.batches());
        return ExporterSettings.to(endpoint(settings))
                .withApiKey(settings.optional(Setting.API_KEY).orElse(null))
                .withTrustedCertificates(
                        settings.optional(Setting.CA_CERTIFICATE).map(Path::of).orElse(null))
                .withQueueLimits(queue)
                .withSpool(spool(settings));
    }

    private static boolean staysAttached(Settings settings) {
        return switch (settings.text(Setting.ON_STOP)) {
            case "keep" -> true;
            case "detach" -> false;
            default -> throw settings.wrong(Setting.ON_STOP, "detach or keep");
        };
    }

    private static SpoolLimits spool(Settings settings) {
        try {
            return new SpoolLimits(
                    settings.path(Setting.SPOOL_DIR).toAbsolutePath(), settings.bytes(Setting.SPOOL_BYTES));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Setting.SPOOL_BYTES.key() + ": " + e.getMessage());
        }
    }

    private static Level logLevel(Settings settings) {
        return switch (settings.text(Setting.LOG)) {
            case "debug" -> Level.DEBUG;
            case "info" -> Level.INFO;
            case "warning" -> Level.WARNING;
            case "error" -> Level.ERROR;
            default -> throw settings.wrong(Setting.LOG, "debug, info, warning or error");
        };
    }

    private static Endpoint endpoint(Settings settings) {
        try {
            return Endpoint.parse(settings.text(Setting.ENDPOINT));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Setting.ENDPOINT.key() + ": " + e.getMessage());
        }
    }

    private static KernelConfig kernel(Settings settings, Path installation) {
        Optional<Path> directory = settings.optional(Setting.BPF_DIRECTORY).map(Path::of);
        try {
            return new KernelConfig(
                            settings.bytes(Setting.RING_BYTES),
                            settings.count(Setting.MAX_TRACKED_SOCKETS),
                            directory.orElse(installation.resolve("bpf")),
                            Math.toIntExact(ProcessHandle.current().pid()))
                    .with(capture(settings));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Setting.RING_BYTES.key() + ": " + e.getMessage());
        }
    }

    private static SpanLimits spans(Settings settings) {
        if (settings.text(Setting.TRACE_SAMPLING).equals("off")) {
            return SpanLimits.OFF;
        }
        return new SpanLimits(
                true,
                settings.share(Setting.TRACE_SAMPLING),
                settings.duration(Setting.TRACE_SLOW),
                settings.countOrZero(Setting.TRACE_SLOW_TIMES),
                settings.count(Setting.TRACE_RATE),
                settings.count(Setting.TRACE_RATE_PER_SERVICE),
                settings.count(Setting.MAX_SPANS));
    }

    private static CaptureConfig capture(Settings settings) {
        try {
            return new CaptureConfig(
                    settings.text(Setting.REQUESTS).equals(COPIED) || settings.truth(Setting.REQUESTS),
                    settings.bytes(Setting.REQUESTS_RING_BYTES),
                    settings.count(Setting.MAX_CONVERSATIONS),
                    payload(settings));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Setting.REQUESTS_RING_BYTES.key() + ": " + e.getMessage());
        }
    }

    private static PayloadLimits payload(Settings settings) {
        Map<String, Integer> sizes = settings.sizes(Setting.REQUESTS_PAYLOAD);
        Map<String, Integer> byProtocol = new HashMap<>(sizes);
        Integer ofAll = byProtocol.remove("");
        Set<String> known = Protocols.ALL.stream().map(Protocol::name).collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(byProtocol.keySet())) {
            throw settings.wrong(Setting.REQUESTS_PAYLOAD, "PROTOCOL=SIZE with one of " + String.join(", ", known));
        }
        try {
            return ofAll == null ? PayloadLimits.ofProtocols(byProtocol) : new PayloadLimits(ofAll, byProtocol);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Setting.REQUESTS_PAYLOAD.key() + ": " + e.getMessage());
        }
    }
}
