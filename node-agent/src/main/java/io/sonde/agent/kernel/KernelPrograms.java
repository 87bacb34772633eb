// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.BpfMap;
import io.sonde.agent.libbpf.BpfObject;
import io.sonde.agent.libbpf.LibBpf;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads every probe, each on its own: one that fails leaves a reason and the others as they are. */
final class KernelPrograms implements AutoCloseable {
    private static final Logger LOG = System.getLogger(KernelPrograms.class.getName());

    private final LibBpf library;
    private final KernelConfig config;
    private final SharedMaps maps;
    private final List<BpfObject> objects = new ArrayList<>();
    private final Map<String, List<BpfLink>> links = new HashMap<>();
    private final List<ProbeStatus> statuses = new ArrayList<>();
    private final Set<String> uncounted = new HashSet<>();
    private final MissedRuns missed = new MissedRuns();

    private final @Nullable Pins pins;
    private @Nullable String pinFailure;

    private KernelPrograms(LibBpf library, KernelConfig config, @Nullable Pins pins) {
        this.library = library;
        this.config = config;
        this.pins = pins;
        this.maps = new SharedMaps(config);
    }

    /** @param pins where everything outlives this process; null where nothing shall, or can */
    static KernelPrograms load(LibBpf library, KernelConfig config, @Nullable Pins pins) {
        KernelPrograms programs = new KernelPrograms(library, config, pins);
        if (pins != null && pins.takenOver()) {
            programs.takeOverMaps(pins);
        }
        for (Probe.Group group : Probe.GROUPS) {
            if (pins != null && pins.takenOver() && !group.isWalk()) {
                group.probes().forEach(probe -> programs.takeOver(group, probe, pins));
            } else {
                programs.load(group);
            }
        }
        return programs;
    }

    private void takeOverMaps(Pins from) {
        try {
            maps.takeOver(library, from);
        } catch (BpfFailure failure) {
            pinFailure = failure.reason();
        }
    }

    /** What was attached stays attached: no event is missed. What was not is tried again. */
    private void takeOver(Probe.Group group, Probe probe, Pins from) {
        try {
            if (probe.programs().stream().allMatch(program -> from.has(from.link(program)))) {
                List<BpfLink> found = new ArrayList<>();
                for (String program : probe.programs()) {
                    found.add(BpfLink.pinned(library, from.link(program)));
                }
                links.put(probe.name(), found);
                statuses.add(ProbeStatus.attached(probe.name()));
                return;
            }
        } catch (BpfFailure failure) {
            pinFailure = failure.reason();
        }
        loadAlone(group, probe);
    }

    /** Why what happens while no agent runs is not seen; empty when it is. */
    Optional<String> pinFailure() {
        return Optional.ofNullable(pinFailure);
    }

    /** The bytes of requests; null where they are not wanted, or cannot be had. */
    @Nullable
    Capture capture(List<ProbeStatus> told) {
        return Capture.open(library, config, told);
    }

    /** What is moved and not read; null where it cannot be had, or no requests are read at all. */
    @Nullable
    IoUring rings(List<ProbeStatus> told) {
        return config.capture().enabled() ? IoUring.open(library, config, told) : null;
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
        Map<String, Long> losses =
                new LinkedHashMap<>(counters.isPresent() ? Losses.read(counters.get()) : Losses.none());
        losses.putAll(
                missed.of(Probe.HOOKED, links, maps.find(SharedMaps.NESTED).orElse(null)));
        return losses;
    }

    /** Of the tables in the kernel; none of one that cannot be counted. */
    List<Fill> fills(Map<String, Long> lost) {
        List<Fill> fills = new ArrayList<>();
        count(SharedMaps.SOCKETS)
                .ifPresent(size -> fills.add(Bounded.KERNEL_SOCKETS.fill(
                        size, config.trackedSockets(), lost.getOrDefault(Losses.TABLE_SOCKETS, 0L))));
        count(SharedMaps.CONNECTS)
                .ifPresent(size -> fills.add(Bounded.KERNEL_CONNECTS.fill(
                        size, config.connects(), lost.getOrDefault(Losses.TABLE_CONNECTS, 0L))));
        return fills;
    }

    private OptionalLong count(String name) {
        try {
            Optional<BpfMap> map = maps.find(name);
            return map.isPresent()
                    ? OptionalLong.of(map.get().count(SharedMaps.KEY_BYTES, SharedMaps.VALUE_BYTES))
                    : OptionalLong.empty();
        } catch (BpfFailure failure) {
            if (uncounted.add(name)) {
                LOG.log(Level.WARNING, "cannot tell how full the table {0} is: {1}", name, failure.reason());
            }
            return OptionalLong.empty();
        }
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
            if (!group.isWalk()) {
                String first = wanted.getFirst().name();
                pin(to -> maps.pin(object, wanted.size() == 1 ? first : "from-" + first, to));
            }
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
            if (!Probe.WALKS.contains(probe.name())) {
                pin(to -> pinLinks(probe, attached, to));
            }
        } catch (BpfFailure failure) {
            attached.forEach(BpfLink::close);
            statuses.add(ProbeStatus.failed(probe.name(), failure.reason()));
        }
    }

    private interface Pinning {
        void run(Pins to) throws BpfFailure;
    }

    /** Not being able to is no reason not to watch. */
    private void pin(Pinning pinning) {
        Pins to = pins;
        if (to == null || pinFailure != null) {
            return;
        }
        try {
            pinning.run(to);
        } catch (BpfFailure failure) {
            pinFailure = failure.reason();
            to.remove();
        }
    }

    private static void pinLinks(Probe probe, List<BpfLink> attached, Pins to) throws BpfFailure {
        for (int i = 0; i < attached.size(); i++) {
            attached.get(i).pin(to.link(probe.programs().get(i)));
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
        if (pins != null) {
            pins.remove();
        }
        letGo();
    }

    /** What is pinned stays attached. */
    void letGo() {
        links.values().forEach(probe -> probe.forEach(BpfLink::close));
        links.clear();
    }

    @Override
    public void close() {
        letGo();
        objects.forEach(BpfObject::close);
        objects.clear();
    }
}
