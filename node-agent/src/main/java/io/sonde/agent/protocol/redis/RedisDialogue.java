// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.redis;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Pairing;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import org.jspecify.annotations.Nullable;

/** Reads one connection: commands become requests here, {@link Replies} knows which answer is whose. */
final class RedisDialogue implements Dialogue {
    /** In a text no more arguments are shown. */
    private static final int SHOWN = 8;

    private static final String[] SHAPES = shapes();

    /** An option of a command is not longer, and not further behind. */
    private static final int OPTION = 8;

    private static final int OPTIONS = 8;

    private final RedisProtocol protocol;
    private final Exchanges exchanges;
    private final Pairing pairing;
    private final Replies replies;
    private final Line line = new Line();

    private @Nullable Exchange command;
    /** Arguments of the command that did not come yet. */
    private long arguments;

    private int argument;
    /** The answers to so many commands are not sent, because the client does not want them. */
    private int skips;

    private boolean silent;
    private boolean replyOption;

    RedisDialogue(RedisProtocol protocol, Exchanges exchanges) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        pairing = new Pairing(exchanges);
        replies = new Replies(protocol, exchanges, pairing);
    }

    private static String[] shapes() {
        String[] shapes = new String[SHOWN + 2];
        for (int count = 0; count <= SHOWN; count++) {
            shapes[count] = " ?".repeat(count);
        }
        shapes[SHOWN + 1] = " ?".repeat(SHOWN) + " …";
        return shapes;
    }

    @Override
    public long read(Side side, Piece piece) {
        if (replies.isReplica()) {
            return REST;
        }
        if (side == Side.SERVER) {
            return replies.read(piece);
        }
        if (arguments > 0) {
            return arguments(piece, 0);
        }
        byte first = piece.get(0);
        if (first == '*') {
            return array(piece);
        }
        boolean maybeInline = (first >= 'A' && first <= 'z') || first == '\r' || first == '\n';
        return maybeInline ? inline(piece) : LOST;
    }

    private long array(Piece piece) {
        int name = line.number(piece, 0);
        if (name < 0) {
            return name == Line.MORE ? MORE : LOST;
        }
        long count = line.number();
        if (count <= 0) {
            return name;
        }
        if (name == piece.length()) {
            return MORE;
        }
        int at = piece.get(name) == '$' ? line.number(piece, name) : Line.BAD;
        if (at < 0) {
            return at == Line.MORE ? MORE : LOST;
        }
        long length = line.number();
        if (length < 0 || count > Integer.MAX_VALUE) {
            return LOST;
        }
        int here = (int) Math.min(length, Commands.LONGEST + 1);
        if (piece.length() < at + here) {
            return MORE;
        }
        begin(piece, protocol.commands.name(piece, at, at + here), (int) count - 1);
        return arguments(piece, at + length + 2);
    }

    private void begin(Piece piece, String name, int count) {
        replies.next();
        Exchange exchange = pairing.begin(piece.startNanos());
        exchange.operation = name;
        if (Commands.blocks(name)) {
            exchange.unmeasured();
        }
        if (exchanges.wantsText() && !Commands.isSecret(name)) {
            exchange.says(name, SHAPES[Math.min(count, SHOWN + 1)]);
        }
        command = exchange;
        arguments = count;
        argument = 0;
        replyOption = false;
    }

    /** Passes over the arguments that begin in the piece. */
    private long arguments(Piece piece, long from) {
        forgetIfAnswered();
        long at = from;
        while (arguments > 0 && at < piece.length()) {
            int start = (int) at;
            int next = piece.get(start) == '$' ? line.number(piece, start) : Line.BAD;
            if (next == Line.BAD || (next > 0 && line.number() < 0)) {
                return LOST;
            }
            if (next == Line.MORE || isOptionCut(piece, next)) {
                count(at);
                return at;
            }
            look(piece, next);
            arguments--;
            argument++;
            at = next + line.number() + 2;
        }
        count(at);
        if (arguments == 0) {
            commandRead(piece);
        }
        return at;
    }

    private void count(long bytes) {
        forgetIfAnswered();
        if (command != null) {
            command.requestBytes += bytes;
        }
    }

    /** A server that does not like a command need not wait for its arguments. */
    private void forgetIfAnswered() {
        if (command != exchanges.newest()) {
            command = null;
        }
    }

    private boolean hasOption() {
        return command != null
                && argument < OPTIONS
                && line.number() <= OPTION
                && Commands.hasOptions(command.operation);
    }

    private boolean isOptionCut(Piece piece, int at) {
        return hasOption() && piece.length() < at + line.number();
    }

    private void look(Piece piece, int at) {
        if (command == null || !hasOption()) {
            return;
        }
        int end = at + (int) line.number();
        if (!command.operation.equals("CLIENT")) {
            if (is(piece, at, end, "BLOCK")) {
                command.unmeasured();
            }
        } else if (argument == 0) {
            replyOption = is(piece, at, end, "REPLY");
        } else if (argument == 1 && replyOption) {
            reply(is(piece, at, end, "OFF"), is(piece, at, end, "SKIP"));
        }
    }

    private void reply(boolean off, boolean skip) {
        silent = off;
        skips = skip ? 2 : 0;
    }

    private static boolean is(Piece piece, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((piece.get(from + i) & ~0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void commandRead(Piece piece) {
        Exchange exchange = command;
        command = null;
        if (exchange == null) {
            return;
        }
        if (silent || skips > 0) {
            skips = Math.max(0, skips - 1);
            exchanges.complete(exchange, piece.endNanos());
        } else {
            replies.expect(exchange);
        }
    }

    private long inline(Piece piece) {
        int end = Line.end(piece, 0);
        if (end < 0) {
            return end == Line.MORE ? MORE : LOST;
        }
        int word = wordEnd(piece, end);
        if (word > 0) {
            String name = protocol.commands.name(piece, 0, word);
            if (name.equals(Commands.OTHER)) {
                return LOST;
            }
            begin(piece, name, 0);
            count(end);
            commandRead(piece);
        }
        return end;
    }

    /** Where the first word of a line ends. */
    static int wordEnd(Piece piece, int end) {
        int at = 0;
        while (at < end && piece.get(at) > ' ') {
            at++;
        }
        return at;
    }

    @Override
    public void passed(Side side, long nanos) {
        if (side == Side.SERVER) {
            replies.passed(nanos);
        }
    }

    @Override
    public boolean renew() {
        pairing.renew();
        replies.renew();
        command = null;
        arguments = 0;
        argument = 0;
        skips = 0;
        silent = false;
        replyOption = false;
        return true;
    }

    @Override
    public void lost(Side side) {
        if (side == Side.SERVER) {
            replies.lost();
            return;
        }
        arguments = 0;
        command = null;
        pairing.doubtLater();
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        Recognition recognition = protocol.recognise(piece, 0);
        return side == Side.CLIENT ? recognition == Recognition.REQUEST : replies.resumes(piece, recognition);
    }
}
