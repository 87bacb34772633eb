// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.BpfMap;
import io.sonde.agent.libbpf.BpfObject;
import io.sonde.agent.libbpf.LibBpf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads every probe, each on its own: one that fails leaves a reason and the others as they are. */
final class KernelPrograms implements AutoCloseable {
    private final LibBpf library;
    private final KernelConfig config;
    private final SharedMaps maps;
    private final List<BpfObject> objects = new ArrayList<>();
    private final Map<String, List<BpfLink>> links = new HashMap<>();
    private final List<ProbeStatus> statuses = new ArrayList<>();

    private KernelPrograms(LibBpf library, KernelConfig config) {
        this.library = library;
        this.config = config;
        this.maps = new SharedMaps(config);
    }

    static KernelPrograms load(LibBpf library, KernelConfig config) {
        KernelPrograms programs = new KernelPrograms(library, config);
        Probe.GROUPS.forEach(programs::load);
        return programs;
    }

    List<ProbeStatus> statuses() {
        return List.copyOf(statuses);
    }

    Optional<BpfMap> map(String name) {
        return maps.find(name);
    }

    /** Zeros where nothing could be loaded: there was nothing to lose. */
    Map<String, Long> losses() throws BpfFailure {
        Optional<BpfMap> counters = maps.find(SharedMaps.LOSSES);
        return counters.isPresent() ? Losses.read(counters.get()) : Losses.none();
    }

    Optional<BpfLink> link(String probe) {
        return links.getOrDefault(probe, List.of()).stream().findFirst();
    }

    /** An object loads as a whole; where that is refused its probes are tried one by one. */
    private void load(Probe.Group group) {
        try {
            BpfObject object = open(group, group.probes(), false);
            group.probes().forEach(probe -> attach(object, probe));
        } catch (BpfFailure together) {
            group.probes().forEach(probe -> loadAlone(group, probe));
        }
    }

    private void loadAlone(Probe.Group group, Probe probe) {
        try {
            attach(open(group, List.of(probe), true), probe);
        } catch (BpfFailure failure) {
            statuses.add(ProbeStatus.failed(probe.name(), failure.reason()));
        }
    }

    private BpfObject open(Probe.Group group, List<Probe> wanted, boolean explain) throws BpfFailure {
        BpfObject object = BpfObject.open(library, config.bpfDirectory().resolve(group.file()), explain);
        try {
            for (Probe probe : group.probes()) {
                if (!wanted.contains(probe)) {
                    skip(object, probe);
                }
            }
            maps.configure(object);
            object.load();
            maps.adopt(object);
        } catch (BpfFailure failure) {
            object.close();
            throw failure;
        }
        objects.add(object);
        return object;
    }

    private static void skip(BpfObject object, Probe probe) throws BpfFailure {
        for (String program : probe.programs()) {
            object.program(program).skip();
        }
    }

    private void attach(BpfObject object, Probe probe) {
        List<BpfLink> attached = new ArrayList<>();
        try {
            if (probe.traceFiles()) {
                TraceFiles.with(() -> attachAll(object, probe, attached));
            } else {
                attachAll(object, probe, attached);
            }
            links.put(probe.name(), attached);
            statuses.add(ProbeStatus.attached(probe.name()));
        } catch (BpfFailure failure) {
            attached.forEach(BpfLink::close);
            statuses.add(ProbeStatus.failed(probe.name(), failure.reason()));
        }
    }

    private static List<BpfLink> attachAll(BpfObject object, Probe probe, List<BpfLink> attached) throws BpfFailure {
        for (String program : probe.programs()) {
            attached.add(object.program(program).attach());
        }
        return attached;
    }

    /** No event comes any more; maps can still be read. */
    void detach() {
        links.values().forEach(probe -> probe.forEach(BpfLink::close));
        links.clear();
    }

    @Override
    public void close() {
        detach();
        objects.forEach(BpfObject::close);
        objects.clear();
    }
}
