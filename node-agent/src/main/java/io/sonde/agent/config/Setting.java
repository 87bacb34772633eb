// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, with its default. The command line's help and the reference page are made from it. */
public enum Setting {
    ENDPOINT("http://127.0.0.1:4317", "Where to send: OTLP over gRPC, `http://HOST:PORT` or `https://HOST:PORT`."),
    API_KEY("", "Key that the server asks for. Never printed."),
    CLUSTER("default", "Name of the cluster that this node belongs to."),
    HOST_ID("", "Stable id of this node; that of `/etc/machine-id` if empty."),
    HOST_NAME("", "Name of this node; the kernel's host name if empty."),
    CA_CERTIFICATE("", "PEM file with the authority to trust for https; those of the JDK if empty."),
    INTERVAL("5s", "How often what was seen is sent."),
    LOG("info", "How much is logged: `debug`, `info`, `warning` or `error`."),
    PROC("/proc", "Where the host's process file system is mounted."),
    NETWORK_NAMESPACES(
            "all",
            "Whose connections are watched: those of `all` network namespaces of this kernel, or only of the agent's `own`, beside agents of others."),
    BPF_DIRECTORY("", "Folder of the compiled kernel programs (`*.bpf.o`); `bpf` of the installation if empty."),

    KUBELET(
            "",
            "Kubelet of this node, to learn which workload a pod belongs to: `https://NODE:10250`, or `http://NODE:10255`. Without one the pods' names tell it."),
    KUBELET_VERIFY(
            "true", "Whether the kubelet's certificate must be signed by the cluster's authority: `true` or `false`."),

    MAX_CONTAINERS("1000", "Most containers whose names are known at a time."),
    MAX_CONNECTIONS("65536", "Most open connections followed at a time, each end of one inside the host by itself."),
    MAX_SERIES("10000", "Most combinations of service, role and peer address; later ones are counted as `other`."),
    MAX_SERIES_PER_SERVICE("2000", "Most of these combinations for one service; later ones are counted as `other`."),
    MAX_PROCESSES("16384", "Most processes known at a time."),
    MAX_SERVICES("2000", "Most services told apart; later ones are counted as `other`."),
    MAX_LISTENERS("4096", "Most listening sockets known at a time."),
    MAX_NAMESPACES("1024", "Most network namespaces known at a time."),
    MAX_ADDRESSES("4096", "Most local addresses of clients, and most addresses of one network namespace."),
    MAX_TRANSLATIONS(
            "16384",
            "Most connections remembered whose addresses are translated (NAT), for two and a half minutes each."),
    REQUESTS(
            "true",
            "Whether requests (HTTP, databases, DNS, …) are read from what programs send: `true` or `false`; `copied` to see what the copying alone costs."),
    REQUESTS_RING_BYTES("8MiB", "Size of the ring for copied bytes of requests, a power of two."),
    REQUESTS_PAYLOAD(
            "16KiB",
            "Most bytes of what one call moves that are copied, of more the head and the last 256; also by protocol, for connections that live on: `4KiB,kafka=1KiB,http=8KiB`. Up to 128 KiB, which is what RabbitMQ gets, and a connection from whose middle something was missing, unless less is asked for."),
    REQUEST_TIMEOUT("60s", "A request without an answer for so long is told as timed out."),
    MAX_CONVERSATIONS("16384", "Most connections whose requests are read at a time."),
    MAX_REQUEST_SERIES("8000", "Most combinations of service, peer, operation and status of requests."),
    MAX_REQUEST_SERIES_PER_SERVICE("1000", "Most of these for one service; later ones are counted as `other`."),
    TRACE_SAMPLING(
            "1",
            "Share of ordinary requests of which spans are sent, `0` to `1`; too many are halved until they fit. `off`: none, also of what fails or is slow."),
    TRACE_SLOW("1s", "A request that takes so long has a span, as has one that failed."),
    TRACE_SLOW_TIMES(
            "4",
            "So has one that takes so many times as long as nearly all (95 %) of its kind did lately; `0`: nobody compares."),
    TRACE_RATE("200", "Most spans of ordinary requests in a second, and most of those that failed or were slow."),
    TRACE_RATE_PER_SERVICE("10", "The same for one service."),
    MAX_SPANS("2000", "Most spans that wait for the next report."),
    PROCESS_MEMORY("30s", "How long an ended process keeps its name for events that come late."),
    VANISHED_AFTER("60s", "A connection that no process holds for so long is not active any more."),
    RING_BYTES("1MiB", "Size of the ring between kernel and agent, a power of two."),
    MAX_TRACKED_SOCKETS("65536", "Most sockets whose start and owner the kernel side remembers."),
    ON_STOP(
            "detach",
            "What an agent that is stopped leaves in the kernel: `detach` nothing, `keep` its programs, for the agent that follows at once."),
    SPOOL_DIR("/var/lib/sonde/agent", "Directory in which reports wait for the server; of one agent alone."),
    SPOOL_BYTES("256MiB", "Most that waits there while the server is away; the oldest is dropped first."),
    QUEUE_BYTES(
            "8MiB", "Most that waits in memory, where the directory cannot be written; the oldest is dropped first.");

    private final String defaultValue;
    private final String says;

    Setting(String defaultValue, String says) {
        this.defaultValue = defaultValue;
        this.says = says;
    }

    /** As it is written after {@code --} and in the YAML file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String variable() {
        return "SONDE_" + name();
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String says() {
        return says;
    }

    public boolean isSecret() {
        return this == API_KEY;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
