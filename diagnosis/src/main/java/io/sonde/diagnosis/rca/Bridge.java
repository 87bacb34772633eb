// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;
import java.util.regex.Pattern;

/** What a change touches, and what then breaks: what is known of faults in general. */
record Bridge(Pattern touched, Pattern broken) {
    private static final List<Bridge> ALL = List.of(
            bridge("timeout|deadline|millisecond|second", "deadline|timeout|timed out|cancel"),
            bridge(
                    "\\bnil\\b|\\bnull\\b|none\\b|undefined|optional|guard|err\\b",
                    "panic|nil pointer|null ?pointer|undefined|typeerror|index out of range|attributeerror"),
            bridge("limit|order by|select|where|index|scan|join", "rows|slow query|query|db_"),
            bridge(
                    "\\bfor\\b|loop|batch|chunk|each|item",
                    "query_count|per_request|capacity|throttl|throughput|exceeded|fan"),
            bridge("level|debug|sample|verbose|log\\b|logging", "disk|no space|log_write|volume"),
            bridge(
                    "pool|max|conn|worker|concurren|semaphore|replica",
                    "pool|exhaust|too many|connections|queue|saturat|backlog|lag"),
            bridge("cache|ttl|evict|expire|lru", "cache|hit|miss|stale|memory|heap|oom"),
            bridge(
                    "close|defer|release|unsubscribe|stop|dispose|cleanup",
                    "leak|memory|heap|oom|open files|goroutine|descriptor|working_set"),
            bridge(
                    "schema|mapping|table|column|field|migrat|title|name|select|insert",
                    "does not exist|no mapping|unknown field|column|schema|unmarshal|relation"),
            bridge(
                    "json|proto|marshal|encod|decod|serial|parse|field|tag",
                    "unmarshal|decode|parse|serial|unknown field|invalid"),
            bridge(
                    "regist|init|bootstrap|wire|route|inject|seed|import|subscribe",
                    "not found|unregist|missing|no handler|404|unknown"),
            bridge(
                    "auth|token|jwt|secret|tls|permission|scope|role|sign|verify|key",
                    "401|403|unauthor|forbidden|signature|denied|permission|credential"),
            bridge("lock|mutex|tx\\b|transaction|isolation|commit", "deadlock|lock|contention|blocked|duplicate|race"),
            bridge("retr|backoff|attempt|circuit|breaker", "retr|storm|amplif|429|rate limit|throttl"),
            bridge("url|host|endpoint|port|dns|addr|env\\b|region", "refused|no such host|dial|resolve|unreachable"),
            bridge("regex|compile|hash|sort|copy|clone|json", "cpu"),
            bridge("concurrent map|map\\[|shared|global|static|atomic", "concurrent|race|corrupt"),
            bridge("memory|buffer|heap|limit|resources|mi\\b|gi\\b", "oom|memory|restart|evict|killed"));

    /** How many lead from what a change touches to what is broken; both in lower case. */
    static int count(String touched, String broken) {
        return (int) ALL.stream()
                .filter(bridge -> bridge.touched.matcher(touched).find()
                        && bridge.broken.matcher(broken).find())
                .count();
    }

    private static Bridge bridge(String touched, String broken) {
        return new Bridge(Pattern.compile(touched), Pattern.compile(broken));
    }
}
