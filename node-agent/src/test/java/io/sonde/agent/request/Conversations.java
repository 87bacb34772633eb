// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Names;
import io.sonde.agent.protocol.all.Protocols;
import java.util.List;

/** What the agent keeps of what is said between curl and nginx, in whatever they speak, seen from either end. */
public final class Conversations {
    private static final int PORT = 40_000;
    private static final long MILLI = 1_000_000;

    private Conversations() {}

    /** @param said by turns, the client first */
    public static List<Span> seenBy(boolean server, byte[]... said) {
        var requests = new Requests(Requests.limits(100, Requests.spans(1, 1_000)), Protocols.all(Names.UNHEARD));
        int pid = server ? Requests.NGINX : Requests.CURL;
        int port = server ? ScriptedMove.SERVER_PORT : PORT;
        int[] positions = {5_000, 70_000};
        long now = 10 * MILLI;
        for (int turn = 0; turn < said.length; turn++) {
            int whose = turn % 2;
            boolean sent = (whose == 0) != server;
            requests.table.moved(
                    sent
                            ? ScriptedMove.sentBytes(1, pid, port, positions[whose], said[turn], now)
                            : ScriptedMove.receivedBytes(1, pid, port, positions[whose], said[turn], now));
            positions[whose] += said[turn].length;
            now += MILLI;
        }
        requests.drain(now + 20_000 * MILLI);
        return requests.spans();
    }
}
