// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.part;

/** Something that runs for as long as the server does. Parts start in the order of {@link io.sonde.server.Server} and close in reverse. */
public interface Part extends AutoCloseable {
    void start() throws Exception;

    @Override
    void close();
}
