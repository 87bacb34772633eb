/** libchdb through java.lang.foreign, keeping clear of its dangers. Start at {@link io.sonde.clickhouse.chdb.ConnectionPool}. */
@NullMarked
package io.sonde.clickhouse.chdb;

import org.jspecify.annotations.NullMarked;
