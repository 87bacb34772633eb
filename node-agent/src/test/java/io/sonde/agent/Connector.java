// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A program of its own for tests: {@code Connector ADDRESS PORT COUNT} connects so often, one after the other, and says how often it could. */
final class Connector {
    private static final int CONNECT_MILLIS = 4_000;

    private Connector() {}

    public static void main(String[] arguments) {
        var target = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        int connected = 0;
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            try (var socket = new Socket()) {
                socket.connect(target, CONNECT_MILLIS);
                socket.getOutputStream().write(1);
                connected += socket.getInputStream().read() == 1 ? 1 : 0;
            } catch (IOException _) {
                // told by the number
            }
        }
        System.out.println(connected);
    }
}
