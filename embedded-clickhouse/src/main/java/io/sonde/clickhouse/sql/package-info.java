/** As much understanding of SQL as it takes to hand a statement to the right call. Start at {@link io.sonde.clickhouse.sql.Query}. */
@NullMarked
package io.sonde.clickhouse.sql;

import org.jspecify.annotations.NullMarked;
