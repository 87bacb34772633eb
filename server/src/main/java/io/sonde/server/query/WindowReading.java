// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Timeline;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.World;
import io.sonde.server.store.StoreException;

/** One window as it was when it was asked for; world and timelines belong together. */
public interface WindowReading {
    World world();

    /** How it is at the end of the window, and how it was before. */
    Trends trends() throws StoreException;

    /** How a service of the world did, bucket by bucket. */
    Timeline timeline(String service) throws StoreException;
}
