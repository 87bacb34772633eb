// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** A program of its own for tests: says its port on the first line, then sends back what each connection sends. */
final class EchoServer {
    private EchoServer() {}

    public static void main(String[] arguments) throws IOException {
        try (var listener = new ServerSocket(0)) {
            System.out.println(listener.getLocalPort());
            while (true) {
                Socket accepted = listener.accept();
                Thread.startVirtualThread(() -> echo(accepted));
            }
        }
    }

    private static void echo(Socket accepted) {
        try (accepted) {
            accepted.getInputStream().transferTo(accepted.getOutputStream());
        } catch (IOException _) {
            // the client left
        }
    }
}
