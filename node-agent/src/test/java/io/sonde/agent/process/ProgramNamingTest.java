// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramNamingTest {
    private final ProgramNaming naming = new ProgramNaming();

    /** A path as given to exec and the arguments, as the kernel shows them. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /usr/sbin/nginx                    | nginx -g daemon_off;                                             | nginx            | nginx
            /usr/sbin/nginx                    | nginx: worker process                                            | nginx            | nginx
            /usr/lib/postgresql/15/bin/postgres | postgres: checkpointer                                          | postgres         | postgresql
            /usr/bin/redis-server              | /usr/bin/redis-server *:6379                                     | redis-server     | redis
            ./redis-server                     | ./redis-server                                                   | redis-server     | redis
            /usr/sbin/mariadbd                 | /usr/sbin/mariadbd                                               | mariadbd         | mysql
            /usr/sbin/php-fpm8.2               | php-fpm: master process                                          | php-fpm          | php
            /opt/shop/checkout                 | checkout --port 80                                               | checkout         | process
            /opt/shop/checkout (deleted)       | checkout                                                         | checkout         | process
            /opt/shop/v2                       | v2                                                               | v2               | process
            /usr/lib/systemd/systemd-logind    | /usr/lib/systemd/systemd-logind                                  | systemd-logind   | systemd
            /usr/bin/java                      | java -cp /a.jar:/b.jar io.foo.Main serve                         | foo              | java
            /usr/bin/java                      | java -Xmx1g -Dx=y -classpath x io.foo.Outer$Inner                | Inner            | java
            /usr/bin/java                      | java -Xmx1g -jar /srv/shop.jar --port 80                         | shop             | java
            /usr/bin/java                      | java -jar spring-petclinic-3.1.0-SNAPSHOT.jar                    | spring-petclinic | java
            /usr/bin/java                      | java -p mods -m shop/io.shop.Main                                | shop             | java
            /usr/bin/java                      | java --module-path mods --module shop                            | shop             | java
            /usr/bin/java                      | java --add-opens java.base/java.lang=ALL-UNNAMED @args Main      | Main             | java
            /usr/bin/java                      | java --source 25 Hello.java                                      | Hello            | java
            /usr/bin/java                      | java -cp /opt/shop/shop-1.2.jar:/opt/shop/lib/* Main              | shop             | java
            /usr/bin/java                      | java -cp /opt/shop/target/classes Main serve                     | shop             | java
            /usr/bin/java                      | java -cp . Main                                                  | Main             | java
            /usr/bin/java                      | java com.acme.billing.server.Main                                | billing          | java
            /usr/bin/java                      | java org.apache.catalina.startup.Bootstrap start                 | catalina         | java
            /usr/bin/java                      | java -Dkafka.logs.dir=/x -cp libs kafka.Kafka server.properties  | Kafka            | kafka
            /usr/bin/java                      | java org.apache.zookeeper.server.quorum.QuorumPeerMain zoo.cfg   | QuorumPeerMain   | zookeeper
            /usr/bin/java                      | java -version                                                    | java             | java
            /usr/bin/python3                   | python3 -m pkg --flag                                            | pkg              | python
            /usr/bin/python3                   | python3 -m http.server 8000                                      | http.server      | python
            /usr/bin/python3.11                | python3.11 -u -W ignore /srv/app/worker.py                       | worker.py        | python
            /usr/bin/python3                   | python3 -c pass                                                  | python           | python
            /usr/bin/python3                   | python3                                                          | python           | python
            /usr/bin/node                      | node /srv/web/server.js                                          | server.js        | node
            /usr/bin/node                      | node --inspect --require ./otel.js server.js                     | server.js        | node
            /usr/bin/node                      | node -e 1                                                        | node             | node
            /usr/bin/node                      | npm run dev                                                      | run              | node
            /usr/bin/ruby3.1                   | ruby3.1 -I lib bin/rails server                                  | rails            | ruby
            /usr/bin/perl                      | perl -w /usr/sbin/tool.pl                                        | tool.pl          | perl
            /usr/bin/perl                      | perl -ne print                                                   | perl             | perl
            /usr/bin/php8.2                    | php8.2 artisan queue:work                                        | artisan          | php
            /usr/bin/php                       | php -S 0:8000 -t public                                          | php              | php
            /bin/bash                          | bash                                                             | bash             | shell
            /bin/bash                          | -bash                                                            | bash             | shell
            /bin/sh                            | sh -c sleep 1                                                    | sh               | shell
            /bin/bash                          | bash -lc make                                                    | bash             | shell
            /bin/bash                          | bash -x /opt/backup.sh now                                       | backup.sh        | shell
            /bin/bash                          | bash /dev/fd/3 now                                               | bash             | shell
            /bin/busybox                       | busybox httpd -f                                                 | httpd            | process
            /bin/busybox                       | /bin/busybox sh /opt/backup.sh                                   | backup.sh        | shell
            /bin/busybox                       | /bin/busybox sh -c true                                          | sh               | shell
            /bin/busybox                       | busybox                                                          | busybox          | shell
            /opt/backup.sh                     | /bin/bash /opt/backup.sh now                                     | backup.sh        | shell
            ./manage.py                        | /usr/bin/python3 ./manage.py runserver                           | manage.py        | python
            /usr/local/bin/gunicorn            | /usr/bin/python3 /usr/local/bin/gunicorn app:app                 | gunicorn         | python
            /opt/tool                          | /usr/bin/awk -f /opt/tool                                        | tool             | process
            /usr/bin/dotnet                    | dotnet /app/Shop.dll                                             | Shop.dll         | dotnet
            /usr/lib/erlang/erts/bin/beam.smp  | beam.smp -W w -- -noshell -noinput -s rabbit boot                | rabbitmq-server  | rabbitmq
            /usr/lib/erlang/erts/bin/beam.smp  | beam.smp -- -sname chat@host                                     | chat             | erlang
            /dev/fd/7                          | runc init                                                        | runc             | process
            /usr/bin/containerd-shim-runc-v2   | containerd-shim-runc-v2 -id 1                                    | containerd-shim-runc-v2 | containerd
            """)
    void namesWhatRuns(String filename, String arguments, String name, String kind) {
        // Given
        List<String> words = Arrays.asList(arguments.split(" "));

        // When
        var program = naming.ofExec(filename, words);

        // Then
        assertThat(program.name()).isEqualTo(name);
        assertThat(program.kind()).isEqualTo(kind);
    }

    @Test
    void aNameThatAProcessGaveItselfIsNotUsed() {
        // Given: a title in place of the arguments, one string
        var title = List.of("npm run dev");

        // When
        var program = naming.of("node", title);

        // Then
        assertThat(program.name()).isEqualTo("node");
    }

    @Test
    void argumentsThatWereCutDoNotGiveAWrongName() {
        // Given
        var cut = List.of("java", "-cp", "x".repeat(490), "io.foo.Verylo");

        // When
        List<String> complete = ExecArguments.complete(cut);

        // Then
        assertThat(naming.isBareInterpreter(naming.ofExec("/usr/bin/java", complete)))
                .isTrue();
    }
}
