// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** Stands for what aggregates events: reads the fields that name a series and those that are added up. */
final class TcpEventSum implements KernelEvents {
    private long total;

    long total() {
        return total;
    }

    private void add(TcpEvent event) {
        total += event.socket()
                ^ event.pid()
                ^ event.remoteHigh()
                ^ event.remoteLow()
                ^ event.remotePort()
                ^ event.networkNamespace()
                ^ event.durationNanos()
                ^ event.bytesSent();
    }

    @Override
    public void opened(TcpEvent event) {
        add(event);
    }

    @Override
    public void failed(TcpEvent event) {
        add(event);
    }

    @Override
    public void closed(TcpEvent event) {
        add(event);
    }

    @Override
    public void listening(TcpEvent event) {
        add(event);
    }

    @Override
    public void listenEnded(TcpEvent event) {
        add(event);
    }

    @Override
    public void started(ProcessEvent event) {
        total += event.pid();
    }

    @Override
    public void forked(ProcessEvent event) {
        total += event.pid();
    }

    @Override
    public void exited(ProcessEvent event) {
        total += event.pid();
    }
}
