// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Every service of this host, bounded. One thread only. */
public final class ServiceTable {
    /** Takes whatever found no place. */
    private static final ServiceIdentity OTHER = new ServiceIdentity("other", Origin.PROCESS, "");

    private final Map<ServiceIdentity, Service> services = new HashMap<>();
    private final int limit;
    private long overflows;

    public ServiceTable(int limit) {
        this.limit = limit;
    }

    /** The service of this identity, made when it is new; one called "other" when there are too many. */
    public Service of(ServiceIdentity identity, Program program) {
        Service known = services.get(identity);
        if (known != null) {
            return known;
        }
        if (services.size() < limit) {
            return add(identity, program);
        }
        overflows++;
        Service other = services.get(OTHER);
        return other != null ? other : add(OTHER, new Program(OTHER.name(), OTHER.name(), Program.UNKNOWN_KIND));
    }

    private Service add(ServiceIdentity identity, Program program) {
        var service = new Service(identity, program);
        services.put(identity, service);
        return service;
    }

    public @Nullable Service find(ServiceIdentity identity) {
        return services.get(identity);
    }

    /** Hands over what each service's processes did since the last call and forgets services that ended. */
    public void drain(BiConsumer<Service, ProcessCounts> visitor) {
        for (var service : services.values()) {
            visitor.accept(service, service.drainCounts());
        }
        services.values().removeIf(Service::isForgettable);
    }

    public int size() {
        return services.size();
    }

    public int limit() {
        return limit;
    }

    /** Processes that were counted as "other" because the table was full. */
    public long overflows() {
        return overflows;
    }
}
