// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts each alert, in the order of their times, into the incident that it belongs to: the same alert told again joins its
 * group; another one joins the groups that are near in time and in topology, and makes them one; what is near to none begins a
 * group. Owned by one thread.
 */
public final class Grouping {
    private final Topology topology;
    private final Rules rules;
    private final List<OpenGroup> open = new ArrayList<>();
    private long alerts;

    public Grouping(Topology topology, Rules rules) {
        this.topology = topology;
        this.rules = rules;
    }

    /**
     * What is near.
     *
     * @param quiet so long after its last alert a group is closed
     * @param links so many calls apart a service may be from one that is hurt
     * @param mostOpen groups; of more, the one that was quiet longest is closed
     */
    public record Rules(Duration quiet, int links, int mostOpen) {
        /** Rules look once a minute and miss one now and then; two calls, as the one between may be hurt without an alert. */
        public static final Rules DEFAULT = new Rules(Duration.ofMinutes(3), 2, 1_000);
    }

    /**
     * Where an alert went.
     *
     * @param merged groups that turned out to be one with this: they go on as this one
     * @param closed groups to which nothing more will be added
     */
    public record Placed(AlertGroup group, List<Long> merged, List<AlertGroup> closed) {}

    public Placed place(Alert alert) {
        List<AlertGroup> closed = close(alert);
        long id = alerts++;
        List<OpenGroup> near = near(alert);
        if (near.isEmpty()) {
            var group = new OpenGroup(id, alert);
            open.add(group);
            return new Placed(group.group(), List.of(), closed);
        }
        OpenGroup eldest = near.getFirst();
        eldest.add(alert);
        List<OpenGroup> younger = near.subList(1, near.size());
        younger.forEach(eldest::addAll);
        open.removeAll(younger);
        return new Placed(eldest.group(), younger.stream().map(OpenGroup::id).toList(), closed);
    }

    /** Those that are open, eldest first. */
    public List<AlertGroup> open() {
        return open.stream().map(OpenGroup::group).toList();
    }

    /** The group that has told the same before; else all that are near. */
    private List<OpenGroup> near(Alert alert) {
        Optional<OpenGroup> same =
                open.stream().filter(group -> group.knows(alert)).findFirst();
        return same.map(List::of)
                .orElseGet(() -> open.stream()
                        .filter(group ->
                                topology.distance(alert.service(), group.services(), rules.links) <= rules.links)
                        .toList());
    }

    private List<AlertGroup> close(Alert alert) {
        List<OpenGroup> closing = new ArrayList<>(open.stream()
                .filter(group -> group.last().plus(rules.quiet).isBefore(alert.at()))
                .toList());
        if (closing.isEmpty() && open.size() >= rules.mostOpen) {
            closing.add(open.stream().min(Comparator.comparing(OpenGroup::last)).orElseThrow());
        }
        open.removeAll(closing);
        return closing.stream().map(OpenGroup::group).toList();
    }
}
