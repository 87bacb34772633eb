// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import io.sonde.server.query.TraceSpan.Event;
import io.sonde.server.query.TraceSpan.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happened during a span, and which others it points to. */
record SpanChildren(List<Event> events, List<Link> links, int cutEvents, int cutLinks) {
    /** More than anybody reads of one span. */
    private static final int MOST = 200;

    static SpanChildren of(ClickHouseBinaryFormatReader row, ShortWords words) {
        List<Long> times = row.getList("event_nanos");
        List<String> names = row.getList("event_names");
        List<Map<String, String>> attributes = row.getList("event_attributes");
        int kept = Math.min(MOST, times.size());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            events.add(new Event(
                    TraceCondition.instant(times.get(i)),
                    words.shorten(names.get(i)),
                    words.shorten(attributes.get(i))));
        }
        List<Link> links = links(row, words);
        int allLinks = row.getList("link_traces").size();
        return new SpanChildren(events, links, times.size() - kept, allLinks - links.size());
    }

    private static List<Link> links(ClickHouseBinaryFormatReader row, ShortWords words) {
        List<String> traces = row.getList("link_traces");
        List<String> spans = row.getList("link_spans");
        List<Map<String, String>> attributes = row.getList("link_attributes");
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, traces.size()); i++) {
            links.add(new Link(traces.get(i), spans.get(i), words.shorten(attributes.get(i))));
        }
        return links;
    }
}
