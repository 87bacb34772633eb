// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import com.clickhouse.client.api.query.GenericRecord;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.NativeBlock;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kept answers. So many stay; the oldest go first. */
@Singleton
public final class CauseTable implements BeforeInserts {
    private static final Logger log = LoggerFactory.getLogger(CauseTable.class);

    private static final int COLUMNS = 14;
    private static final String TIME = "DateTime64(3, 'UTC')";
    private static final int BLOCK_BYTES = 1 << 16;

    private static final String IN_SHORT =
            "id, asked_at, service, from_time, to_time, compared_from, basis, conclusion, suspects, names, kinds,"
                    + " confidences, summary";

    private final ClickHouse clickHouse;
    private final CausesConfig config;
    private volatile long kept;
    private final AtomicLong forgotten = new AtomicLong();

    CauseTable(ClickHouse clickHouse, CausesConfig config, BoundedTables tables) {
        this.clickHouse = clickHouse;
        this.config = config;
        tables.watch(Bounded.KEPT_CAUSES, () -> new Fill(kept, most(), forgotten.get()));
    }

    @Override
    public void tablesReady() {
        try {
            kept = count();
        } catch (StoreException e) {
            log.warn("how many answers are kept is not known until the next one: {}", e.getMessage());
        }
    }

    /** A tenth more than may stay is let grow, so that parts are not written anew for each answer. */
    private long most() {
        return (long) config.kept() + config.kept() / 10;
    }

    /** @param answer the whole answer, as it was given */
    public synchronized void keep(KeptCause cause, byte[] answer) throws StoreException {
        var block = new NativeBlock(BLOCK_BYTES + answer.length);
        block.begin(COLUMNS, 1);
        time(block, "asked_at", cause.askedAt());
        text(block, "id", cause.id());
        text(block, "service", cause.service());
        time(block, "from_time", cause.from());
        time(block, "to_time", cause.to());
        time(block, "compared_from", cause.comparedFrom());
        text(block, "basis", cause.basis());
        text(block, "conclusion", cause.conclusion());
        texts(block, "suspects", cause.suspects());
        texts(block, "names", cause.names());
        texts(block, "kinds", cause.kinds());
        Bytes confidences = block.column("confidences", "Array(Float64)");
        confidences.putLong(cause.confidences().size());
        cause.confidences().forEach(value -> confidences.putLong(Double.doubleToRawLongBits(value)));
        text(block, "summary", cause.summary());
        Bytes out = block.column("answer", "String");
        out.putVarint(answer.length);
        out.put(answer, 0, answer.length);
        clickHouse.insert("causes", block.out(), cause.id());
        forgetOldest();
    }

    private static void time(NativeBlock block, String name, Instant time) {
        block.column(name, TIME).putLong(time.toEpochMilli());
    }

    private static void text(NativeBlock block, String name, String text) {
        block.column(name, "String").putString(text);
    }

    private static void texts(NativeBlock block, String name, List<String> texts) {
        Bytes out = block.column(name, "Array(String)");
        out.putLong(texts.size());
        texts.forEach(out::putString);
    }

    private void forgetOldest() throws StoreException {
        long before = count();
        kept = before;
        if (before > most()) {
            clickHouse.execute("DELETE FROM causes WHERE (asked_at, id) NOT IN"
                    + " (SELECT asked_at, id FROM causes ORDER BY asked_at DESC, id LIMIT " + config.kept() + ")");
            kept = count();
            forgotten.addAndGet(before - kept);
        }
    }

    private long count() throws StoreException {
        return clickHouse
                .query("SELECT count() AS kept FROM causes", Map.of())
                .getFirst()
                .getLong("kept");
    }

    /** The whole answer, as it was given. */
    public Optional<String> answer(String id) throws StoreException {
        return clickHouse.query("SELECT answer FROM causes WHERE id = {id:String} LIMIT 1", Map.of("id", id)).stream()
                .findFirst()
                .map(row -> row.getString("answer"));
    }

    public Optional<KeptCause> find(String id) throws StoreException {
        return clickHouse
                .query("SELECT " + IN_SHORT + " FROM causes WHERE id = {id:String} LIMIT 1", Map.of("id", id))
                .stream()
                .findFirst()
                .map(CauseTable::read);
    }

    /** Those whose time of trouble touches the given one, the newest first; of any service where it is empty. */
    public List<KeptCause> list(String service, Instant from, Instant to, int most) throws StoreException {
        return clickHouse
                .query(
                        "SELECT " + IN_SHORT + " FROM causes WHERE " + CHOSEN + " ORDER BY asked_at DESC, id LIMIT "
                                + most,
                        chosen(service, from, to))
                .stream()
                .map(CauseTable::read)
                .toList();
    }

    public long count(String service, Instant from, Instant to) throws StoreException {
        return clickHouse
                .query("SELECT count() AS kept FROM causes WHERE " + CHOSEN, chosen(service, from, to))
                .getFirst()
                .getLong("kept");
    }

    private static final String CHOSEN = "({service:String} = '' OR service = {service:String})"
            + " AND to_time > fromUnixTimestamp64Milli({fromMillis:Int64}, 'UTC')"
            + " AND from_time < fromUnixTimestamp64Milli({toMillis:Int64}, 'UTC')";

    private static Map<String, Object> chosen(String service, Instant from, Instant to) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("service", service);
        parameters.put("fromMillis", from.toEpochMilli());
        parameters.put("toMillis", to.toEpochMilli());
        return parameters;
    }

    private static KeptCause read(GenericRecord row) {
        return new KeptCause(
                row.getString("id"),
                instant(row, "asked_at"),
                row.getString("service"),
                instant(row, "from_time"),
                instant(row, "to_time"),
                instant(row, "compared_from"),
                row.getString("basis"),
                row.getString("conclusion"),
                List.of(row.getStringArray("suspects")),
                List.of(row.getStringArray("names")),
                List.of(row.getStringArray("kinds")),
                DoubleStream.of(row.getDoubleArray("confidences")).boxed().toList(),
                row.getString("summary"));
    }

    private static Instant instant(GenericRecord row, String column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
