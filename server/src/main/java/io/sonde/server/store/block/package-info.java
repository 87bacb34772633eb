/** Column blocks in ClickHouse's Native format, written by hand without an object per row. Start at {@link io.sonde.server.store.block.NativeBlock}. */
@NullMarked
package io.sonde.server.store.block;

import org.jspecify.annotations.NullMarked;
