// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.cpu.CpuTime;
import io.sonde.agent.cpu.HostCpu;
import io.sonde.agent.kernel.ProbeStatus;
import io.sonde.agent.net.ListenPoint;
import io.sonde.agent.net.NamespaceTable.LocalAddress;
import io.sonde.agent.net.NamespaceTable.Namespace;
import io.sonde.agent.net.SeriesSnapshot;
import io.sonde.agent.request.RequestSnapshot;
import io.sonde.agent.request.Span;
import io.sonde.agent.request.SpanDecision;
import io.sonde.agent.service.ProcessCounts;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.table.Fill;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that was seen in one interval; nothing in it changes any more.
 *
 * @param namespaces network namespaces in use, to look up their addresses
 * @param clientAddresses addresses that connections came from, whose namespace may be gone
 */
public record Snapshot(
        List<OfService> services,
        List<Namespace> namespaces,
        List<LocalAddress> clientAddresses,
        HostCpu.Use hostCpu,
        OfAgent agent) {

    /** One running copy of a service. */
    public record OfService(
            ServiceIdentity identity,
            Program program,
            ProcessCounts processes,
            CpuTime cpu,
            List<SeriesSnapshot> series,
            List<RequestSnapshot> requests,
            List<Span> spans,
            Set<ListenPoint> listeners) {
        /** It neither waits for connections nor has any. */
        boolean isOffline() {
            return series.isEmpty() && requests.isEmpty() && listeners.isEmpty();
        }
    }

    /**
     * The agent itself.
     *
     * @param losses since the start, by place
     * @param spans requests since the start, by what was decided about their spans
     * @param events read since the start
     * @param clockAheadSeconds how far the server takes this host's clock to be ahead, and corrects it; 0: it is right
     */
    public record OfAgent(
            List<ProbeStatus> probes,
            List<Fill> tables,
            Map<String, Long> losses,
            Map<SpanDecision, Long> spans,
            long events,
            long clockAheadSeconds) {}
}
