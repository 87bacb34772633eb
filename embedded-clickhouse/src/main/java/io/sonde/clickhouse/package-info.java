/** The engine as a program: libchdb behind ClickHouse's HTTP protocol, a child process of the server. Start at {@link io.sonde.clickhouse.Main}. */
@NullMarked
package io.sonde.clickhouse;

import org.jspecify.annotations.NullMarked;
