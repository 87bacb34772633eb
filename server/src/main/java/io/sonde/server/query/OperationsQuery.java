// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Series;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.ServiceId;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a service was asked and asked for, operation by operation, as its own agents saw it. */
@Singleton
public final class OperationsQuery {
    /** More than anybody reads, and few enough for a browser. */
    private static final int MOST = 500;

    private static final Comparator<Operation> BUSIEST = Comparator.comparingLong(Operation::count)
            .reversed()
            .thenComparing(Operation::inbound)
            .thenComparing(Operation::protocol)
            .thenComparing(Operation::name)
            .thenComparing(Operation::target);

    /** @param dropped operations that were left out because there are too many */
    public record Found(List<Operation> operations, int dropped) {}

    private final SeriesQuery seriesQuery;
    private final AggregateQuery aggregates;

    OperationsQuery(SeriesQuery seriesQuery, AggregateQuery aggregates) {
        this.seriesQuery = seriesQuery;
        this.aggregates = aggregates;
    }

    /** The busiest first. */
    public Found operations(Service service, Window window) throws StoreException {
        Span span = Span.whole(window);
        Map<Long, OperationDraft> bySeries = new HashMap<>();
        Map<OperationDraft.Key, OperationDraft> drafts = new HashMap<>();
        Map<Long, Series> series = seriesQuery.seriesOf(service.name(), span, SignalName.REQUESTS);
        series.values().removeIf(each -> !ServiceId.of(each.resource()).text().equals(service.id()));
        series.forEach((id, each) -> {
            OperationDraft.Key key = OperationDraft.Key.of(each);
            if (key != null) {
                bySeries.put(id, drafts.computeIfAbsent(key, OperationDraft::new));
            }
        });
        aggregates.forEachOf(bySeries.keySet(), span, SignalName.REQUESTS, (_, id, values) -> {
            OperationDraft draft = bySeries.get(id);
            Series which = series.get(id);
            if (draft != null && which != null) {
                draft.add(which, values);
            }
        });
        return found(drafts.values().stream()
                .map(OperationDraft::toOperation)
                .filter(operation -> operation.count() > 0)
                .sorted(BUSIEST)
                .toList());
    }

    private static Found found(List<Operation> all) {
        int kept = Math.min(all.size(), MOST);
        return new Found(all.subList(0, kept), all.size() - kept);
    }
}
