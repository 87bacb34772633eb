// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.redis;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;

/** Knows commands that are known, and answers that are as long as they say. */
final class Recognizer {
    private static final int MOST_ARGUMENTS = 1 << 20;
    private static final int USUAL_PORT = 6379;

    private final Commands commands;
    private final Line line = new Line();

    Recognizer(Commands commands) {
        this.commands = commands;
    }

    Recognition recognise(Piece piece, int port) {
        return switch (piece.get(0)) {
            case '*' -> array(piece);
            case '$' -> bulk(piece, 0);
            default -> port == USUAL_PORT ? inline(piece) : Recognition.NO;
        };
    }

    private Recognition array(Piece piece) {
        int at = line.number(piece, 0);
        if (at < 0) {
            return at == Line.MORE ? Recognition.UNSURE : Recognition.NO;
        }
        if (line.number() < 1 || line.number() > MOST_ARGUMENTS) {
            return Recognition.NO;
        }
        if (at == piece.length()) {
            return Recognition.UNSURE;
        }
        if (piece.get(at) != '$') {
            return piece.get(at) == ':' || piece.get(at) == '*' ? chain(piece, at) : Recognition.NO;
        }
        int name = line.number(piece, at);
        if (name < 0) {
            return name == Line.MORE ? Recognition.UNSURE : Recognition.NO;
        }
        int length = (int) Math.min(line.number(), Integer.MAX_VALUE / 2);
        if (length > 0 && length <= Commands.LONGEST) {
            if (piece.length() < name + length + 2) {
                return Recognition.UNSURE;
            }
            if (!commands.name(piece, name, name + length).equals(Commands.OTHER)) {
                return Recognition.REQUEST;
            }
        }
        return chain(piece, at);
    }

    private Recognition bulk(Piece piece, int from) {
        int at = line.number(piece, from);
        if (at == Line.MORE) {
            return Recognition.UNSURE;
        }
        return at == Line.BAD || line.number() < 1 ? Recognition.NO : chain(piece, from);
    }

    /** Values follow one another to the end. */
    private Recognition chain(Piece piece, int from) {
        int at = from;
        while (at < piece.length()) {
            byte type = piece.get(at);
            if (type != '$' && type != ':' && type != '*') {
                return Recognition.NO;
            }
            int next = line.number(piece, at);
            if (next < 0) {
                return next == Line.MORE ? Recognition.UNSURE : Recognition.NO;
            }
            at = next;
            if (type == '$' && line.number() >= 0) {
                if (line.number() > piece.length() - at - 2) {
                    return Recognition.UNSURE;
                }
                at += (int) line.number() + 2;
                if (piece.get(at - 2) != '\r' || piece.get(at - 1) != '\n') {
                    return Recognition.NO;
                }
            }
        }
        return Recognition.RESPONSE;
    }

    /** By hand, or by something that looks whether the server lives; others have lines like these, so only where Redis usually is. */
    private Recognition inline(Piece piece) {
        int end = Line.end(piece, 0);
        if (end != piece.length() || end < 5) {
            return Recognition.NO;
        }
        return commands.name(piece, 0, RedisDialogue.wordEnd(piece, end)).equals(Commands.OTHER)
                ? Recognition.NO
                : Recognition.REQUEST;
    }
}
