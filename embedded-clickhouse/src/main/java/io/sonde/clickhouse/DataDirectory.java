// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of the data, held by one engine at a time. The lock goes with the process, however it ends. */
record DataDirectory(Path path, FileLock lock) {
    static DataDirectory hold(Path path) throws StartException {
        try {
            Files.createDirectories(path);
            FileChannel file =
                    FileChannel.open(path.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw new StartException(
                        ExitCode.DATA_IN_USE,
                        "another engine runs on " + path + ": stop it, or give another directory");
            }
            return new DataDirectory(path, lock);
        } catch (IOException e) {
            throw new StartException(ExitCode.DATA_UNUSABLE, "the data directory cannot be written: " + e);
        }
    }
}
