// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.List;

/** One column of a batch. */
public sealed interface Column permits TextColumn, MapColumn, WordColumn, ByteColumn, ArrayColumn {
    /** The type as it is sent; the store casts to the type of the table. */
    String type();

    /** Writes the values of several columns of this kind, one after another. */
    void write(List<? extends Column> parts, Bytes out);

    /** About how much memory this takes. */
    int bytes();
}
