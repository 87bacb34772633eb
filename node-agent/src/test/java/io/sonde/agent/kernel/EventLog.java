// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Keeps every event; a test waits until what it looks for is there. */
class EventLog implements KernelEvents {
    private final List<SeenSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<SeenProcess> processes = new CopyOnWriteArrayList<>();

    List<SeenSocket> sockets(Predicate<SeenSocket> wanted) {
        return sockets.stream().filter(wanted).toList();
    }

    List<SeenProcess> processes(Predicate<SeenProcess> wanted) {
        return processes.stream().filter(wanted).toList();
    }

    @Override
    public void opened(TcpEvent event) {
        sockets.add(SeenSocket.of("opened", event));
    }

    @Override
    public void failed(TcpEvent event) {
        sockets.add(SeenSocket.of("failed", event));
    }

    @Override
    public void closed(TcpEvent event) {
        sockets.add(SeenSocket.of("closed", event));
    }

    @Override
    public void listening(TcpEvent event) {
        sockets.add(SeenSocket.of("listening", event));
    }

    @Override
    public void listenEnded(TcpEvent event) {
        sockets.add(SeenSocket.of("listen ended", event));
    }

    @Override
    public void started(ProcessEvent event) {
        processes.add(SeenProcess.of("started", event));
    }

    @Override
    public void forked(ProcessEvent event) {
        processes.add(SeenProcess.of("forked", event));
    }

    @Override
    public void exited(ProcessEvent event) {
        processes.add(SeenProcess.of("exited", event));
    }
}
