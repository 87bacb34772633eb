// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A program of its own that does what no program should: holds a great many sockets, and says nonsense on all of them. */
final class TruthHostile {
    private static final int PORT = 7_000;
    /** So many connections to one address that its ports last. */
    private static final int PER_ADDRESS = 5_000;

    private static final int LONGEST = 3_000;

    private TruthHostile() {}

    /**
     * Arguments: CONNECTIONS, how many are open at once, ROUNDS of nonsense on each, and a NUMBER of its own below 250. It says
     * {@code open}, waits for a line, and says at the end how many sockets it had.
     */
    public static void main(String[] arguments) throws IOException {
        int connections = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        List<SocketChannel> ends = new ArrayList<>();
        for (int opened = 0; opened < connections; opened += PER_ADDRESS) {
            String address = "127.0." + arguments[2] + "." + (1 + opened / PER_ADDRESS);
            open(address, Math.min(PER_ADDRESS, connections - opened), ends);
        }
        System.out.println("open");
        var _ = System.in.read();
        var random = new Random(1);
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < ends.size(); i++) {
                // One end speaks, the other one listens: both ends of a connection lie side by side.
                say(ends.get(i), ends.get(i ^ 1), buffer, random);
            }
        }
        for (SocketChannel end : ends) {
            end.close();
        }
        System.out.println(ends.size());
    }

    private static void open(String address, int connections, List<SocketChannel> ends) throws IOException {
        try (var listener = ServerSocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true)) {
            listener.bind(new InetSocketAddress(address, PORT), connections);
            for (int i = 0; i < connections; i++) {
                ends.add(SocketChannel.open(listener.getLocalAddress()));
                ends.add(listener.accept());
            }
        }
    }

    private static void say(SocketChannel from, SocketChannel to, ByteBuffer buffer, Random random) throws IOException {
        byte[] nonsense = new byte[1 + random.nextInt(LONGEST)];
        random.nextBytes(nonsense);
        if (random.nextBoolean()) {
            // It begins like something.
            String like = List.of(
                            "GET / HT",
                            "HTTP/1.1 2",
                            "*3\r\n$3\r\n",
                            "PRI * HTTP/2",
                            "AMQP",
                            "Q\0\0\0\1SELECT",
                            "get a b")
                    .get(random.nextInt(7));
            System.arraycopy(
                    like.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                    0,
                    nonsense,
                    0,
                    Math.min(like.length(), nonsense.length));
        }
        ByteBuffer bytes = ByteBuffer.wrap(nonsense);
        while (bytes.hasRemaining()) {
            from.write(bytes);
        }
        for (int left = nonsense.length; left > 0; ) {
            left -= Math.max(0, to.read(buffer.clear().limit(Math.min(left, LONGEST))));
        }
    }
}
