// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;

/**
 * Knows HTTP/2 by the client's preface, by the server's first settings, or, joined midway, by headers that only a request or only an
 * answer has. Frames of other kinds look alike in both directions.
 */
final class Recognizer {
    private static final int LAST_SETTING = 16;
    private static final int FIRST_STATIC_REQUEST = 2;
    private static final int LAST_STATIC_REQUEST = 7;
    private static final int MOST_FRAMES = 64;

    private Recognizer() {}

    static Recognition recognise(Piece first) {
        if (first.mayStartWith(Frame.PREFACE)) {
            return first.length() < Frame.PREFACE.length ? Recognition.UNSURE : Recognition.REQUEST;
        }
        if (first.length() < Frame.HEADER) {
            return mayBeHeader(first) ? Recognition.UNSURE : Recognition.NO;
        }
        if (!Frame.isUsual(first, 0)) {
            return Recognition.NO;
        }
        return isFirstSettings(first) ? recogniseSettings(first) : recogniseFrames(first);
    }

    /** Of fewer bytes than a frame's header. */
    private static boolean mayBeHeader(Piece first) {
        int length = first.length();
        if (length > 0 && first.u8(0) > 0) {
            return false;
        }
        if (length > 3 && first.u8(3) > Frame.WINDOW_UPDATE) {
            return false;
        }
        return length <= 5 || first.get(5) >= 0;
    }

    private static boolean isFirstSettings(Piece first) {
        return Frame.type(first, 0) == Frame.SETTINGS && Frame.flags(first, 0) == 0;
    }

    /** A client says its settings behind the preface, so these are the server's. */
    private static Recognition recogniseSettings(Piece first) {
        int end = Frame.HEADER + Frame.length(first, 0);
        if (first.length() < end) {
            return Recognition.UNSURE;
        }
        for (int at = Frame.HEADER; at < end; at += Frame.SETTING_BYTES) {
            int id = first.u16(at);
            if (id == 0 || id > LAST_SETTING) {
                return Recognition.NO;
            }
        }
        if (first.length() == end) {
            return end > Frame.HEADER ? Recognition.RESPONSE : Recognition.UNSURE;
        }
        return first.length() >= end + Frame.HEADER && Frame.isUsual(first, end)
                ? Recognition.RESPONSE
                : Recognition.UNSURE;
    }

    private static Recognition recogniseFrames(Piece first) {
        int at = 0;
        for (int frames = 0; frames < MOST_FRAMES && at + Frame.HEADER <= first.length(); frames++) {
            if (!Frame.isUsual(first, at)) {
                return Recognition.NO;
            }
            int end = at + Frame.HEADER + Frame.length(first, at);
            if (Frame.type(first, at) == Frame.HEADERS && end <= first.length()) {
                Recognition whose = recogniseBlock(first, at);
                if (whose != Recognition.UNSURE) {
                    return whose;
                }
            }
            at = end;
        }
        return Recognition.UNSURE;
    }

    /** Reads the numbers of headers that everybody knows. */
    private static Recognition recogniseBlock(Piece piece, int frame) {
        int at = Frame.blockStart(piece, frame);
        int end = Frame.blockEnd(piece, frame);
        if (at < 0) {
            return Recognition.NO;
        }
        while (at < end) {
            int first = piece.u8(at);
            int index = index(first);
            if (index >= FIRST_STATIC_REQUEST && index <= LAST_STATIC_REQUEST) {
                return Recognition.REQUEST;
            }
            if (index >= StaticTable.FIRST_STATUS && index <= StaticTable.LAST_STATUS) {
                return Recognition.RESPONSE;
            }
            at = behind(piece, at, end, first);
            if (at < 0) {
                return Recognition.UNSURE;
            }
        }
        return at == end ? Recognition.UNSURE : Recognition.NO;
    }

    /** Number of the header or of its name; those that do not fit into the first byte are of no use here. */
    private static int index(int first) {
        if ((first & 0x80) != 0) {
            return first & 0x7f;
        }
        return (first & 0x40) != 0 ? first & 0x3f : first & 0x0f;
    }

    /** Where the next field begins; -1: that is not easily said. */
    private static int behind(Piece piece, int at, int end, int first) {
        if ((first & 0x80) != 0) {
            return first == 0xff ? -1 : at + 1;
        }
        if ((first & 0xe0) == 0x20) {
            return (first & 0x1f) == 0x1f ? -1 : at + 1;
        }
        int most = (first & 0x40) != 0 ? 0x3f : 0x0f;
        int index = first & most;
        if (index == most) {
            return -1;
        }
        int value = index == 0 ? behindString(piece, at + 1, end) : at + 1;
        return value < 0 ? -1 : behindString(piece, value, end);
    }

    private static int behindString(Piece piece, int at, int end) {
        if (at >= end) {
            return -1;
        }
        int length = piece.u8(at) & 0x7f;
        return length == 0x7f || at + 1 + length > end ? -1 : at + 1 + length;
    }
}
