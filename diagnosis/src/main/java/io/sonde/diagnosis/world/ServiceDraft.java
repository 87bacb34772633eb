// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A service while its instances are gathered. */
final class ServiceDraft {
    /** The kind of a program that nothing is known about. */
    private static final String UNKNOWN_KIND = "process";

    /** {@link SignalName#ORIGIN} of a program that runs on a host without container or unit. */
    private static final String BARE_PROGRAM = "process";

    private static final String EXTERNAL_KIND = "external";
    static final String EXTERNAL_PREFIX = "external:";

    private static final Comparator<InstanceDraft> ORDER = Comparator.comparing((InstanceDraft draft) ->
            draft.resource().host() + ' ' + draft.resource().instance());

    private final ServiceId id;
    private String knownKind;
    private final List<InstanceDraft> instances = new ArrayList<>();

    ServiceDraft(Resource resource) {
        id = resource.service();
        knownKind = resource.kind();
    }

    /** Another copy that may be gone; of several kinds the same one is taken each time. */
    void mention(Resource resource) {
        String kind = resource.kind();
        knownKind = kind.compareTo(knownKind) > 0 ? kind : knownKind;
    }

    void add(InstanceDraft instance) {
        instances.add(instance);
    }

    /** Whether it is nothing more than a program that somebody ran: {@code ls}, a script, a shell. */
    boolean isCommand() {
        return instances.stream()
                .allMatch(instance -> !instance.listens()
                        && instance.resource().get(SignalName.ORIGIN).equals(BARE_PROGRAM));
    }

    /** @param hosts by their id */
    Service toService(Map<String, Host> hosts) {
        instances.sort(ORDER);
        return new Service(
                id.text(),
                id.name(),
                kind(),
                id.cluster(),
                id.namespace(),
                false,
                instances.stream().map(instance -> instance.toInstance(hosts)).toList());
    }

    static boolean isExternal(String id) {
        return id.startsWith(EXTERNAL_PREFIX);
    }

    static Service external(String id) {
        String name = id.substring(EXTERNAL_PREFIX.length());
        return new Service(id, name, EXTERNAL_KIND, "", "", true, List.of());
    }

    /** The first instance that knows what it is speaks for all. */
    private String kind() {
        for (InstanceDraft instance : instances) {
            if (!instance.resource().kind().isEmpty()) {
                return instance.resource().kind();
            }
        }
        return knownKind.isEmpty() ? UNKNOWN_KIND : knownKind;
    }
}
