// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.service.Origin;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.table.Fill;
import java.util.Optional;

/** Names that are ready to be sent, of more services than are kept. */
public final class FullNames {
    private FullNames() {}

    public static Fill services() {
        var resources = new Resources(new HostIdentity("id", "node", "6.18", "default"));
        for (long i = 0; i <= resources.fill().limit(); i++) {
            resources.of(new ServiceIdentity("s" + i, Origin.PROCESS, ""), new Program("s", "s", ""), Optional.empty());
        }
        return resources.fill();
    }
}
