// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.List;
import java.util.Random;

/** Each request is the log of one service: lines of about a hundred letters, with numbers and a user that differ, and two attributes. */
final class LogRequests implements LoadRequests {
    private static final int USERS = 5_000;
    private static final int LONGEST_MILLIS = 2_000;
    private static final long RECORD_APART_NANOS = 1_000_000;

    private final LoadShape shape;
    private final Random random = new Random(42);
    private long unixNanos;
    private int requests;

    LogRequests(LoadShape shape, long nowUnixNanos) {
        this.shape = shape;
        this.unixNanos = nowUnixNanos - LoadServices.HISTORY_NANOS;
    }

    @Override
    public String values() {
        return "lines of about a hundred letters, two attributes";
    }

    @Override
    public List<byte[]> nextRun() {
        return LoadRequests.run(shape, this::request);
    }

    private ExportLogsServiceRequest request() {
        var scope = ScopeLogs.newBuilder().setScope(LoadServices.SCOPE);
        for (int i = 0; i < shape.itemsPerRequest(); i++) {
            unixNanos += RECORD_APART_NANOS;
            scope.addLogRecords(record());
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(LoadServices.resource(requests++))
                        .addScopeLogs(scope))
                .build();
    }

    private LogRecord record() {
        boolean slow = random.nextInt(20) == 0;
        String line = "%s order %d of user-%d in %d ms, basket of %d items, cache %s, answered by /var/lib/shop/%d"
                .formatted(
                        slow ? "slowly accepted" : "accepted",
                        random.nextInt(1_000_000),
                        random.nextInt(USERS),
                        random.nextInt(LONGEST_MILLIS),
                        random.nextInt(12),
                        random.nextBoolean() ? "hit" : "miss",
                        random.nextInt(8));
        return LogRecord.newBuilder()
                .setTimeUnixNano(unixNanos)
                .setSeverityNumber(slow ? SeverityNumber.SEVERITY_NUMBER_WARN : SeverityNumber.SEVERITY_NUMBER_INFO)
                .setSeverityText(slow ? "WARN" : "INFO")
                .setBody(AnyValue.newBuilder().setStringValue(line))
                .addAttributes(LoadServices.attribute("thread.name", "http-" + random.nextInt(16)))
                .addAttributes(LoadServices.attribute("logger.name", "shop.Orders"))
                .build();
    }
}
