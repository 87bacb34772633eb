// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static final int OWN_PID = (int) ProcessHandle.current().pid();

    @Test
    void everyProbeAttachesOnThisKernel() {
        try (LiveKernel live = LiveKernel.start()) {
            assertThat(live.kernel.probes())
                    .allSatisfy(probe ->
                            assertThat(probe).isEqualTo(new ProbeStatus(probe.name(), ProbeStatus.State.ATTACHED, "")));
        }
    }

    @Test
    void connectionIsSeenFromBothSidesWithItsBytes() throws IOException {
        try (LiveKernel live = LiveKernel.start();
                ServerSocket listener = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = listener.getLocalPort();
            try (Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                    Socket server = listener.accept()) {
                client.getOutputStream().write(new byte[1000]);
                server.getInputStream().readNBytes(1000);
                server.getOutputStream().write(new byte[3000]);
                client.getInputStream().readNBytes(3000);
            }
            SeenSocket opened = live.await1("opened", seen -> seen.remotePort() == port);
            assertThat(opened.pid()).isEqualTo(OWN_PID);
            SeenSocket closed = live.await1("closed", seen -> seen.remotePort() == port);
            assertThat(closed.bytesSent()).isEqualTo(1000);
            assertThat(closed.bytesReceived()).isEqualTo(3000);
            SeenSocket accepted = live.await1("closed", seen -> seen.localPort() == port);
            assertThat(accepted.bytesSent()).isEqualTo(3000);
            assertThat(accepted.bytesReceived()).isEqualTo(1000);
        }
    }
}
