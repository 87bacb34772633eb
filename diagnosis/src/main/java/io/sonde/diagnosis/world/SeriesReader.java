// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Subject.ClientFlow;
import io.sonde.diagnosis.world.Subject.Flow;
import io.sonde.diagnosis.world.Subject.Listener;
import io.sonde.diagnosis.world.Subject.RequestFlow;
import io.sonde.diagnosis.world.Subject.ServerFlow;
import io.sonde.diagnosis.world.Subject.WatchedAddress;
import io.sonde.diagnosis.world.Subject.Workload;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Understands series: which subject they are about and what of it they measure. */
final class SeriesReader {
    /** What a series says. */
    record Meaning(Subject subject, Measure measure) {}

    private final Map<Map<String, String>, Resource> resources = new HashMap<>();
    private final Map<String, Address> addresses = new HashMap<>();

    /** Null when the series says nothing about the world. */
    @Nullable
    Meaning read(Series series) {
        return switch (series.metric()) {
            case SignalName.OPENED -> flow(series, Measure.OPENED);
            case SignalName.FAILED -> flow(series, failure(series.attribute(SignalName.ERROR)));
            case SignalName.ACTIVE -> flow(series, Measure.ACTIVE);
            case SignalName.CLOSED -> flow(series, Measure.CLOSED);
            case SignalName.CONNECT -> flow(series, Measure.CONNECT);
            case SignalName.RTT -> flow(series, Measure.RTT);
            case SignalName.RETRANSMITS -> flow(series, Measure.RETRANSMITS);
            case SignalName.IO -> flow(series, direction(series));
            case SignalName.HTTP_SERVER,
                    SignalName.HTTP_CLIENT,
                    SignalName.RPC_SERVER,
                    SignalName.RPC_CLIENT,
                    SignalName.DB_CLIENT,
                    SignalName.DB_SERVER,
                    SignalName.MESSAGING_CLIENT,
                    SignalName.MESSAGING_SERVER,
                    SignalName.DNS_CLIENT,
                    SignalName.DNS_SERVER,
                    SignalName.UNMEASURED -> requests(series);
            case SignalName.LISTEN -> new Meaning(listener(series), Measure.SIGHTED);
            case SignalName.ADDRESS -> new Meaning(watched(series), Measure.SIGHTED);
            case SignalName.STARTED -> new Meaning(workload(series), Measure.STARTED);
            case SignalName.EXITED -> new Meaning(workload(series), outcome(series.attribute(SignalName.OUTCOME)));
            case SignalName.RUNNING -> new Meaning(workload(series), Measure.RUNNING);
            case SignalName.PROCESS_CPU, SignalName.CONTAINER_CPU -> new Meaning(workload(series), Measure.CPU_RUN);
            case SignalName.CPU_DELAY -> new Meaning(workload(series), Measure.CPU_DELAY);
            case SignalName.CPU_LIMIT -> new Meaning(workload(series), Measure.CPU_LIMIT);
            case SignalName.CPU_THROTTLED -> new Meaning(workload(series), Measure.CPU_THROTTLED);
            case SignalName.MEMORY_LIMIT -> new Meaning(workload(series), Measure.MEMORY_LIMIT);
            case SignalName.HOST_CPU -> new Meaning(host(series), cpuMode(series.attribute(SignalName.CPU_MODE)));
            case SignalName.HOST_CPUS -> new Meaning(host(series), Measure.HOST_CPUS);
            default -> null;
        };
    }

    /** Forgets what it keeps to share equal values; what was read stays valid. */
    void forget() {
        resources.clear();
        addresses.clear();
    }

    private @Nullable Meaning flow(Series series, Measure measure) {
        Flow flow = flow(series);
        return flow == null ? null : new Meaning(flow, measure);
    }

    /** Null also for metrics of the same name that programs send of themselves: they do not say between whom. */
    private @Nullable Meaning requests(Series series) {
        Flow flow = flow(series);
        String protocol = series.attribute(SignalName.PROTOCOL);
        if (flow == null || protocol.isEmpty()) {
            return null;
        }
        return new Meaning(new RequestFlow(flow, protocol), answer(protocol, series.attribute(SignalName.ERROR)));
    }

    private @Nullable Flow flow(Series series) {
        return switch (series.attribute(SignalName.ROLE)) {
            case "client" -> clientFlow(series);
            case "server" -> serverFlow(series);
            default -> null;
        };
    }

    private ClientFlow clientFlow(Series series) {
        var addressed = new Endpoint(address(series, SignalName.PEER_ADDRESS), port(series, SignalName.PEER_PORT));
        boolean translated = !series.attribute(SignalName.DESTINATION_ADDRESS).isEmpty();
        Endpoint destination = translated
                ? new Endpoint(
                        address(series, SignalName.DESTINATION_ADDRESS), port(series, SignalName.DESTINATION_PORT))
                : addressed;
        return new ClientFlow(
                resource(series),
                series.attribute(SignalName.NETWORK_NAMESPACE),
                destination,
                addressed,
                series.attribute(SignalName.SERVER_ADDRESS));
    }

    private ServerFlow serverFlow(Series series) {
        Address seenAs = address(series, SignalName.PEER_ADDRESS);
        boolean translated = !series.attribute(SignalName.SOURCE_ADDRESS).isEmpty();
        Address peer = translated ? address(series, SignalName.SOURCE_ADDRESS) : seenAs;
        return new ServerFlow(
                resource(series), series.attribute(SignalName.NETWORK_NAMESPACE), local(series), peer, seenAs);
    }

    private Listener listener(Series series) {
        return new Listener(resource(series), series.attribute(SignalName.NETWORK_NAMESPACE), local(series));
    }

    private WatchedAddress watched(Series series) {
        String namespace = series.attribute(SignalName.NETWORK_NAMESPACE);
        return new WatchedAddress(resource(series).host(), namespace, address(series, SignalName.LOCAL_ADDRESS));
    }

    private Workload workload(Series series) {
        return new Workload(resource(series));
    }

    private Subject.Host host(Series series) {
        Resource resource = resource(series);
        return new Subject.Host(resource.host(), resource.get(SignalName.HOST_NAME));
    }

    /** Time stolen by other guests of the same machine is no time that this node could have used. */
    private static Measure cpuMode(String mode) {
        return switch (mode) {
            case "idle", "iowait" -> Measure.HOST_IDLE;
            default -> Measure.HOST_BUSY;
        };
    }

    private Endpoint local(Series series) {
        return new Endpoint(address(series, SignalName.LOCAL_ADDRESS), port(series, SignalName.LOCAL_PORT));
    }

    private Resource resource(Series series) {
        return resources.computeIfAbsent(series.resource(), Resource::new);
    }

    private Address address(Series series, String name) {
        return addresses.computeIfAbsent(series.attribute(name), Address::of);
    }

    private static int port(Series series, String name) {
        try {
            return Integer.parseInt(series.attribute(name));
        } catch (NumberFormatException notGiven) {
            return Endpoint.NO_PORT;
        }
    }

    private static Measure direction(Series series) {
        return series.attribute(SignalName.DIRECTION).equals("receive") ? Measure.RECEIVED : Measure.SENT;
    }

    private static Measure failure(String error) {
        return switch (error) {
            case "refused" -> Measure.REFUSED;
            case "timed_out" -> Measure.TIMED_OUT;
            case "unreachable" -> Measure.UNREACHABLE;
            case "reset" -> Measure.RESET;
            default -> Measure.OTHER;
        };
    }

    private static Measure answer(String protocol, String error) {
        return switch (Outcome.of(error)) {
            case OK -> Measure.REQUEST_OK;
            case ERROR -> ServerFault.isOne(protocol, error) ? Measure.REQUEST_FAULT : Measure.REQUEST_ERROR;
            case UNANSWERED -> Measure.REQUEST_UNANSWERED;
        };
    }

    private static Measure outcome(String outcome) {
        return switch (outcome) {
            case "ok" -> Measure.EXITED_OK;
            case "signal" -> Measure.EXITED_SIGNAL;
            default -> Measure.EXITED_ERROR;
        };
    }
}
