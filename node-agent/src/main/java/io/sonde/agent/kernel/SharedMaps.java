// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfMap;
import io.sonde.agent.libbpf.BpfObject;
import io.sonde.agent.libbpf.LibBpf;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps that every object declares but only one of each may exist: the first object that loads makes it. */
final class SharedMaps {
    static final String EVENTS = "events";
    static final String LOSSES = "losses";
    static final String CONNECTS = "connects";
    static final String SOCKETS = "sockets";
    /** What {@code tcp_state_nested} took because {@code tcp_state} was running. */
    static final String NESTED = "nested";

    private static final List<String> ALL = List.of(EVENTS, LOSSES, CONNECTS, SOCKETS, NESTED);

    /** Of both hashes: a socket or a thread, and {@code struct tracked} or {@code struct connect_call}. */
    static final int KEY_BYTES = 8;

    static final int VALUE_BYTES = 16;

    private static final String CONFIG = ".data.config";

    private final KernelConfig config;
    private final Map<String, BpfMap> made = new HashMap<>();

    SharedMaps(KernelConfig config) {
        this.config = config;
    }

    /** Before the object is loaded. */
    void configure(BpfObject object) throws BpfFailure {
        object.map(CONFIG).presetInt(config.ignoredPid());
        if (object.hasMap(SOCKETS)) {
            object.map(SOCKETS).limit(config.trackedSockets());
        }
        for (String name : List.of(EVENTS, LOSSES, CONNECTS)) {
            if (object.hasMap(name)) {
                shareOrLimit(object.map(name), name);
            }
        }
    }

    private void shareOrLimit(BpfMap map, String name) throws BpfFailure {
        BpfMap existing = made.get(name);
        if (existing != null) {
            map.share(existing.file());
        } else if (name.equals(EVENTS)) {
            map.limit(config.ringBytes());
        } else if (name.equals(CONNECTS)) {
            map.limit(config.connects());
        }
    }

    /** After the object was loaded. */
    void adopt(BpfObject object) throws BpfFailure {
        for (String name : ALL) {
            if (object.hasMap(name) && !made.containsKey(name)) {
                made.put(name, object.map(name));
            }
        }
    }

    /** After {@link #adopt}: maps that are there for the first time, and the object's configuration, outlive us from now on. */
    void pin(BpfObject object, String objectName, Pins pins) throws BpfFailure {
        for (String name : ALL) {
            BpfMap map = made.get(name);
            if (map != null && !pins.has(pins.map(name))) {
                map.pin(pins.map(name));
            }
        }
        object.map(CONFIG).pin(pins.config(objectName));
    }

    /** Those that an earlier agent left; its programs ignore this process from now on. */
    void takeOver(LibBpf library, Pins pins) throws BpfFailure {
        for (String name : ALL) {
            if (pins.has(pins.map(name))) {
                made.put(name, BpfMap.pinned(library, pins.map(name)));
            }
        }
        for (Path pinned : pins.configs()) {
            BpfMap.pinned(library, pinned).setInt(config.ignoredPid());
        }
    }

    Optional<BpfMap> find(String name) {
        return Optional.ofNullable(made.get(name));
    }
}
