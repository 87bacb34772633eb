// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Accepts connections on one port of both address families, answers each byte with one byte, and says when it listens. */
final class TruthServer {
    private static final int BACKLOG = 1024;

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        try (var server = new ServerSocket()) {
            server.bind(new InetSocketAddress(port), BACKLOG);
            System.out.println("listening");
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> echo(socket));
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            int read;
            while ((read = socket.getInputStream().read()) >= 0) {
                socket.getOutputStream().write(read);
            }
        } catch (IOException _) {
            // The client went away: nothing to answer.
        }
    }

    private TruthServer() {}
}
