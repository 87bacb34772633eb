// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An nginx with one worker that answers at once. */
final class Webserver implements AutoCloseable {
    private final LoadProgram nginx;

    Webserver(LoadHost host, Path dir, int port) throws IOException, InterruptedException {
        Path home = Files.createDirectories(dir.resolve("nginx"));
        Path file = home.resolve("nginx.conf");
        Files.writeString(file, """
                worker_processes 1; daemon off; pid %1$s/pid; error_log %1$s/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 1000000000; keepalive_timeout 1h;
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c; uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                  server { listen 127.0.0.1:%2$d; location / { return 200 "fine"; } }
                }
                """.formatted(home, port));
        nginx = host.startProgram(
                "nginx", "-c", file.toString(), "-e", home.resolve("error.log").toString());
        host.awaitPort(port);
    }

    @Override
    public void close() {
        nginx.close();
    }
}
