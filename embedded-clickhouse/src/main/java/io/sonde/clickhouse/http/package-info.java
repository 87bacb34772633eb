/** The part of ClickHouse's HTTP protocol that clients of one engine use. Start at {@link io.sonde.clickhouse.http.HttpFacade}. */
@NullMarked
package io.sonde.clickhouse.http;

import org.jspecify.annotations.NullMarked;
