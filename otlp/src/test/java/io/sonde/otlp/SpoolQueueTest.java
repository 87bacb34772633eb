// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolQueueTest {
    private static final int BATCH_BYTES = 4_000;
    private static final long ROOMY = 16 << 20;
    private static final long SMALL = 256 << 10;

    @TempDir
    Path directory;

    @Test
    void handsOutInOrderAndAcrossLives() throws Exception {
        SpoolQueue first = open(ROOMY);
        add(first, 1, 2, 3);
        assertThat(takeAndDeliver(first)).isEqualTo(1);
        first.close();
        first.end();

        SpoolQueue second = open(ROOMY);
        add(second, 4);

        assertThat(drain(second)).containsExactly(2, 3, 4);
        assertThat(second.droppedItems()).isZero();
    }

    @Test
    void aBatchKeepsItsNameAndALaterLifeDoesNotKnowWhetherItWasSent() throws Exception {
        SpoolQueue first = open(ROOMY);
        add(first, 1);
        QueuedBatch before = take(first);
        assertThat(before.tried()).isFalse();
        first.giveBack(before);
        QueuedBatch again = take(first);
        assertThat(again.tried()).isTrue();
        assertThat(again.id()).isEqualTo(before.id());
        crash(first);

        QueuedBatch after = take(open(ROOMY));

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.tried()).isTrue();
    }

    @Test
    void noTwoBatchesHaveTheSameNameInAnyLife() throws Exception {
        Set<String> names = new HashSet<>();
        for (int life = 0; life < 5; life++) {
            SpoolQueue queue = open(ROOMY);
            add(queue, 1, 2);
            QueuedBatch taken = take(queue);
            assertThat(names.add(taken.id())).isTrue();
            queue.delivered(taken);
            taken = take(queue);
            assertThat(names.add(taken.id())).isTrue();
            queue.delivered(taken);
            crash(queue);
        }
    }

    @Test
    void killedAtAnyByteOfAWriteItKeepsAllWholeReportsAndNothingOfTheTornOne() throws Exception {
        SpoolQueue queue = open(ROOMY);
        queue.add(List.of(batch(1), batch(2)), new Mark(7, 100));
        long whole = Files.size(newestFile());
        queue.add(List.of(batch(3), batch(4)), new Mark(7, 200));
        crash(queue);
        byte[] full = Files.readAllBytes(newestFile());

        for (int length = (int) whole; length < full.length; length += length < whole + 64 ? 1 : 97) {
            Files.write(newestFile(), Arrays.copyOf(full, length));
            Files.deleteIfExists(directory.resolve("delivered"));
            SpoolQueue later = open(ROOMY);
            assertThat(later.recovered().mark()).isEqualTo(new Mark(7, 100));
            assertThat(later.recovered().unfinishedItems() > 0).isEqualTo(length > whole);
            assertThat(drain(later)).containsExactly(1, 2);
            crash(later);
        }
    }

    @Test
    void whatWasDamagedIsLeftOutAndCounted() throws Exception {
        SpoolQueue queue = open(ROOMY);
        add(queue, 1, 2, 3);
        crash(queue);
        try (RandomAccessFile file = new RandomAccessFile(newestFile().toFile(), "rw")) {
            file.seek(2L * SpoolRecord.BYTES + BATCH_BYTES + 10);
            file.write(0xFF);
        }

        SpoolQueue later = open(ROOMY);

        assertThat(drain(later)).containsExactly(1, 3);
        assertThat(later.damagedItems()).isEqualTo(1);
    }

    @Test
    void anHourWithoutAServerUsesTheDiskUpToItsLimitAndNoMemory() throws Exception {
        SpoolQueue queue = open(SMALL);
        int batches = 720;

        for (int i = 1; i <= batches; i++) {
            add(queue, i);
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(SMALL);
        }

        List<Integer> left = drain(queue);
        assertThat(left).isSorted().endsWith(batches);
        assertThat(queue.droppedItems()).isEqualTo(batches - left.size());
        assertThat((long) left.size() * BATCH_BYTES).isGreaterThan(SMALL * 3 / 4);
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void fewFilesAreOpenHoweverManyThereAre() throws Exception {
        SpoolQueue queue = open(ROOMY);
        long before = openFiles();
        for (int i = 1; i <= 3_000; i++) {
            add(queue, i);
        }
        assertThat(drain(queue)).hasSize(3_000);

        assertThat(openFiles() - before).isLessThanOrEqualTo(2);
        assertThat(bytesOnDisk()).isLessThanOrEqualTo(4 << 20);
    }

    @Test
    void aFullDiskMeansMemoryUntilThereIsRoomAgain() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
        Path mount = Files.createDirectory(directory.resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=64k", "once-spool-test", mount.toString());
        try {
            SpoolQueue queue = new SpoolQueue(
                    Spool.open(new SpoolLimits(mount.resolve("spool"), ROOMY)), new QueueLimits(1 << 20, 1_000));
            int[] all = IntStream.rangeClosed(1, 30).toArray();
            add(queue, Arrays.copyOf(all, 20));
            assertThat(queue.problem()).contains("No space left");

            run("mount", "-o", "remount,size=1m", mount.toString());
            add(queue, Arrays.copyOfRange(all, 20, 30));

            assertThat(queue.problem()).isNull();
            crash(queue);
            SpoolQueue later =
                    new SpoolQueue(Spool.open(new SpoolLimits(mount.resolve("spool"), ROOMY)), QueueLimits.DEFAULT);
            assertThat(drain(later)).containsExactly(Arrays.stream(all).boxed().toArray(Integer[]::new));
            assertThat(later.damagedItems() + later.droppedItems()).isZero();
            crash(later);
        } finally {
            run("umount", mount.toString());
        }
    }

    @Test
    void twoAgentsDoNotShareASpool() throws Exception {
        open(ROOMY);

        assertThatThrownBy(() -> open(ROOMY)).isInstanceOf(IOException.class).hasMessage("another agent uses it");
    }

    private SpoolQueue open(long bytes) throws IOException {
        return new SpoolQueue(Spool.open(new SpoolLimits(directory, bytes)), QueueLimits.DEFAULT);
    }

    /** As if killed: files are let go of, nothing else is done. */
    private static void crash(SpoolQueue queue) {
        queue.close();
        queue.end();
    }

    private static void add(SpoolQueue queue, int... numbers) {
        for (int number : numbers) {
            queue.add(List.of(batch(number)), Mark.NONE);
        }
    }

    /** One item, told by its first bytes. */
    private static Batch batch(int number) {
        byte[] bytes = new byte[BATCH_BYTES];
        bytes[0] = (byte) number;
        bytes[1] = (byte) (number >> 8);
        return new Batch(Signal.METRICS, bytes, 1);
    }

    private static int number(QueuedBatch queued) {
        byte[] bytes = queued.batch().bytes();
        return (bytes[0] & 0xFF) + ((bytes[1] & 0xFF) << 8);
    }

    private static QueuedBatch take(SpoolQueue queue) throws InterruptedException {
        return Objects.requireNonNull(queue.take());
    }

    private static int takeAndDeliver(SpoolQueue queue) throws InterruptedException {
        QueuedBatch taken = take(queue);
        queue.delivered(taken);
        return number(taken);
    }

    private static List<Integer> drain(SpoolQueue queue) throws InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        while (queue.bytes() > 0) {
            numbers.add(takeAndDeliver(queue));
        }
        return numbers;
    }

    private Path newestFile() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
