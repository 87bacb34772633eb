// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Frames of a capture, in the order in which they were written: pcap or pcapng. */
final class CaptureFile {
    private static final int PCAP_MICROS = 0xa1b2c3d4;
    private static final int PCAP_NANOS = 0xa1b23c4d;
    /** As libpcap's "modified" files are, with more in each frame's head. */
    private static final int PCAP_MODIFIED = 0xa1b2cd34;

    private static final int PCAPNG = 0x0a0d0d0a;
    private static final int PCAPNG_ORDER = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int SIMPLE_PACKET = 3;
    private static final int PACKET = 6;

    /** What was captured of a frame, and how it begins. */
    record Frame(int linkType, ByteBuffer bytes) {}

    private CaptureFile() {}

    static List<Frame> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.remaining() < 4) {
            throw new IOException(file + " is no capture: it is empty");
        }
        return bytes.getInt(0) == PCAPNG ? pcapng(bytes) : pcap(file, bytes);
    }

    private static List<Frame> pcap(Path file, ByteBuffer bytes) throws IOException {
        int headBytes = 16;
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            int magic = bytes.order(order).getInt(0);
            if (magic == PCAP_MICROS || magic == PCAP_NANOS || magic == PCAP_MODIFIED) {
                return pcap(bytes, magic == PCAP_MODIFIED ? headBytes + 8 : headBytes);
            }
        }
        throw new IOException(file + " is no capture that is known here");
    }

    private static List<Frame> pcap(ByteBuffer bytes, int headBytes) {
        List<Frame> frames = new ArrayList<>();
        int linkType = bytes.getInt(20) & 0xffff;
        int at = 24;
        while (at + headBytes <= bytes.limit()) {
            int captured = bytes.getInt(at + 8);
            at += headBytes;
            if (captured < 0 || captured > bytes.limit() - at) {
                break;
            }
            frames.add(new Frame(linkType, slice(bytes, at, captured)));
            at += captured;
        }
        return frames;
    }

    private static List<Frame> pcapng(ByteBuffer bytes) {
        List<Frame> frames = new ArrayList<>();
        List<Integer> linkTypes = new ArrayList<>();
        int at = 0;
        while (at + 12 <= bytes.limit()) {
            if (bytes.getInt(at) == PCAPNG) {
                bytes.order(ByteOrder.BIG_ENDIAN);
                bytes.order(bytes.getInt(at + 8) == PCAPNG_ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
                linkTypes.clear();
            }
            int length = bytes.getInt(at + 4);
            if (length < 12 || length > bytes.limit() - at) {
                break;
            }
            switch (bytes.getInt(at)) {
                case INTERFACE -> linkTypes.add(bytes.getShort(at + 8) & 0xffff);
                case PACKET ->
                    frames.add(new Frame(
                            linkTypes.get(bytes.getInt(at + 8)), slice(bytes, at + 28, bytes.getInt(at + 20))));
                case SIMPLE_PACKET ->
                    frames.add(new Frame(
                            linkTypes.getFirst(), slice(bytes, at + 12, Math.min(bytes.getInt(at + 8), length - 16))));
                default -> {}
            }
            at += length;
        }
        return frames;
    }

    private static ByteBuffer slice(ByteBuffer bytes, int from, int length) {
        return bytes.slice(from, length);
    }
}
