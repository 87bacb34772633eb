// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * A program of its own, in a network namespace of its own: speaks the flows of captures over real sockets, packet by packet, each
 * file at an address of its own and the server's own port.
 */
public final class Replay {
    private static final int LARGEST_PACKET = 1 << 21;
    private static final int LARGEST_WRITE = 1 << 16;

    private final ByteBuffer received = ByteBuffer.allocate(LARGEST_PACKET);

    private Replay() {}

    /** Arguments: files with captures. */
    public static void main(String[] files) throws IOException {
        var replay = new Replay();
        for (int i = 0; i < files.length; i++) {
            for (Flow flow : Flow.of(CaptureFile.read(Path.of(files[i])))) {
                replay.play(flow, new InetSocketAddress(InetAddress.ofLiteral(address(i)), flow.serverPort()));
            }
        }
    }

    /** Where the flows of the file with this number are played. */
    static String address(int file) {
        return "127.1.%d.%d".formatted(file / 250, 1 + file % 250);
    }

    private void play(Flow flow, InetSocketAddress server) throws IOException {
        if (!flow.tcp()) {
            playDatagrams(flow.steps(), server);
            return;
        }
        try (var listener = ServerSocketChannel.open()
                        .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                        .bind(server);
                var client = SocketChannel.open(server);
                var accepted = listener.accept()) {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            for (Flow.Step step : flow.steps()) {
                pass(step.bytes(), step.byClient() ? client : accepted, step.byClient() ? accepted : client);
            }
        }
    }

    private void playDatagrams(List<Flow.Step> steps, InetSocketAddress at) throws IOException {
        try (var server = DatagramChannel.open().bind(at);
                var client = DatagramChannel.open().bind(new InetSocketAddress(at.getAddress(), 0))) {
            server.connect(client.getLocalAddress());
            client.connect(at);
            for (Flow.Step step : steps) {
                pass(step.bytes(), step.byClient() ? client : server, step.byClient() ? server : client);
            }
        }
    }

    private void pass(byte[] bytes, WritableByteChannel from, ReadableByteChannel to) throws IOException {
        ByteBuffer sent = ByteBuffer.wrap(bytes);
        received.clear();
        while (sent.hasRemaining()) {
            // Nobody reads while this thread writes: no more than what sockets take.
            sent.limit(Math.min(bytes.length, sent.position() + LARGEST_WRITE));
            from.write(sent);
            sent.limit(bytes.length);
            while (received.position() < sent.position()) {
                if (to.read(received) < 0) {
                    throw new EOFException("the other end is gone");
                }
            }
        }
    }
}
