// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.table;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A bounded map from long to objects by open addressing: looking up, adding and removing make no garbage. */
public final class LongTable<V> {
    private static final int SMALLEST_CAPACITY = 16;

    private final int limit;
    private long[] keys = new long[SMALLEST_CAPACITY];
    private @Nullable Object[] values = new Object[SMALLEST_CAPACITY];
    private int size;

    /** @param limit most entries; {@link #put} says no to more */
    public LongTable(int limit) {
        this.limit = limit;
    }

    public int size() {
        return size;
    }

    public int limit() {
        return limit;
    }

    public @Nullable V get(long key) {
        return at(slot(key));
    }

    /** Adds or replaces; false, and nothing changed, when the key is new and the table is full. */
    public boolean put(long key, V value) {
        int slot = slot(key);
        if (values[slot] != null) {
            values[slot] = value;
            return true;
        }
        if (size >= limit) {
            return false;
        }
        if (2 * (size + 1) > values.length) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        values[slot] = value;
        size++;
        return true;
    }

    public @Nullable V remove(long key) {
        int slot = slot(key);
        V removed = at(slot);
        if (removed != null) {
            size--;
            close(slot);
        }
        return removed;
    }

    /** The action must not change the table. */
    public void forEach(Consumer<? super V> action) {
        for (int slot = 0; slot < values.length; slot++) {
            V value = at(slot);
            if (value != null) {
                action.accept(value);
            }
        }
    }

    /** The condition must not change the table. */
    public void removeIf(Predicate<? super V> condition) {
        long[] doomed = new long[0];
        int count = 0;
        for (int slot = 0; slot < values.length; slot++) {
            V value = at(slot);
            if (value != null && condition.test(value)) {
                if (count == doomed.length) {
                    doomed = Arrays.copyOf(doomed, Math.max(SMALLEST_CAPACITY, 2 * count));
                }
                doomed[count++] = keys[slot];
            }
        }
        for (int i = 0; i < count; i++) {
            remove(doomed[i]);
        }
    }

    /** Where the key is, or the free slot where it would be. */
    private int slot(long key) {
        int mask = values.length - 1;
        int slot = home(key, mask);
        while (values[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Fills the gap with later entries of the same run, so that no search ends too early. */
    private void close(int removed) {
        int mask = values.length - 1;
        int gap = removed;
        for (int slot = (gap + 1) & mask; values[slot] != null; slot = (slot + 1) & mask) {
            int wanted = home(keys[slot], mask);
            boolean staysBehindGap = ((slot - wanted) & mask) < ((slot - gap) & mask);
            if (!staysBehindGap) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                gap = slot;
            }
        }
        values[gap] = null;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    @SuppressWarnings("unchecked") // only put() writes, and it takes V
    private @Nullable V at(int slot) {
        return (V) values[slot];
    }

    private static int home(long key, int mask) {
        return Hash.spread(key) & mask;
    }
}
