// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.kubernetes.Workload.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web-7d4b9c6f5d-x2k8p          | DEPLOYMENT   | web
            web-68dc4cd679-94jzx          | DEPLOYMENT   | web
            my-web-app-7d4b9c6f5d-x2k8p   | DEPLOYMENT   | my-web-app
            web-v2-bcdfg4-x2k8p           | DEPLOYMENT   | web-v2
            db-0                          | STATEFUL_SET | db
            kafka-broker-12               | STATEFUL_SET | kafka-broker
            log-x2k8p                     | DAEMON_SET   | log
            node-exporter-wq4sv           | DAEMON_SET   | node-exporter
            backup-29012345-x2k8p         | CRON_JOB     | backup
            backup-29012345-3-x2k8p       | CRON_JOB     | backup
            etcd-node1                    | STATIC_POD   | etcd
            web                           | POD          | web
            web-server                    | POD          | web-server
            web-aeiou                     | POD          | web-aeiou
            pgbouncer-mysqld              | POD          | pgbouncer-mysqld
            """)
    void tellsTheWorkload(String pod, Kind kind, String name) {
        assertThat(PodName.workload(pod, "node1")).isEqualTo(new Workload(kind, name));
    }
}
