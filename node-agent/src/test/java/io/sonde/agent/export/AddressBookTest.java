// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.net.AddressText;
import io.sonde.agent.net.ListenPoint;
import io.sonde.agent.net.NamespaceTable.LocalAddress;
import io.sonde.agent.net.NamespaceTable.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressBookTest {
    private static final long INODE = 4026531840L;
    private static final long ANY_V4 = 0xFFFFL << 32;
    private static final long SECOND = 1_000_000_000L;

    private static final String FIB_TRIE = """
            Main:
              +-- 0.0.0.0/0 3 0 5
                 |-- 0.0.0.0
                    /0 universe UNICAST
                 +-- 10.0.0.0/24 2 0 2
                    |-- 10.0.0.0
                       /24 link UNICAST
                    |-- 10.0.0.7
                       /32 host LOCAL
                    |-- 10.0.0.255
                       /32 link BROADCAST
            Local:
                 +-- 127.0.0.0/8 2 0 2
                    |-- 127.0.0.0
                       /8 host LOCAL
                    |-- 127.0.0.1
                       /32 host LOCAL
            """;

    private static final String IF_INET6 = """
            fe8000000000000000fc00fffe000001 04 40 20 80     eth0
            00000000000000000000000000000001 01 80 10 80       lo
            """;

    @TempDir
    private Path proc;

    @BeforeEach
    void writeProcess() throws IOException {
        Path process = proc.resolve("42");
        Files.createDirectories(process.resolve("ns"));
        Files.createDirectories(process.resolve("net"));
        Files.createSymbolicLink(process.resolve("ns/net"), Path.of("net:[" + INODE + "]"));
        Files.writeString(process.resolve("net/fib_trie"), FIB_TRIE);
        Files.writeString(process.resolve("net/if_inet6"), IF_INET6);
    }

    @Test
    void theAgentsOwnNamespaceIsWatchedAlsoWhereNothingElseLivesInIt() throws IOException {
        // Given
        Files.createSymbolicLink(proc.resolve("self"), Path.of("42"));
        var book = new AddressBook(proc, 100);

        // When
        book.update(List.of(), List.of(), 11 * SECOND);

        // Then
        assertThat(book.watched().stream().map(address -> AddressText.of(address.high(), address.low())))
                .contains("10.0.0.7");
    }

    @Test
    void aWildcardIsReachableAtEveryAddressOfItsFamily() {
        // Given
        var book = new AddressBook(proc, 100);
        book.update(List.of(new Namespace(INODE, 42)), List.of(), 0);

        // When
        var both = book.reachable(new ListenPoint(INODE, 0, 0, 80));
        var onlyV4 = book.reachable(new ListenPoint(INODE, 0, ANY_V4, 80));
        var single = book.reachable(new ListenPoint(INODE, 0, ANY_V4 | 0x7F000002, 80));

        // Then
        assertThat(texts(both)).containsExactly("10.0.0.7", "127.0.0.1", "fe80::fc:ff:fe00:1", "::1");
        assertThat(texts(onlyV4)).containsExactly("10.0.0.7", "127.0.0.1");
        assertThat(texts(single)).containsExactly("127.0.0.2");
    }

    @Test
    void addressesOfANamespaceThatEndedAreKeptAsLongAsItIsInUse() throws IOException {
        // Given
        var book = new AddressBook(proc, 100);
        book.update(List.of(new Namespace(INODE, 42)), List.of(), 0);
        Files.delete(proc.resolve("42/ns/net"));

        // When
        book.update(List.of(new Namespace(INODE, 42)), List.of(), 60 * SECOND);
        var whileInUse = texts(book.watched());
        book.update(List.of(), List.of(), 120 * SECOND);

        // Then
        assertThat(whileInUse).contains("10.0.0.7");
        assertThat(book.watched()).isEmpty();
    }

    @Test
    void aProcessThatMovedToAnotherNamespaceDoesNotSpeakForIt() {
        // Given
        var book = new AddressBook(proc, 100);

        // When
        book.update(List.of(new Namespace(INODE + 1, 42)), List.of(), 0);

        // Then
        assertThat(book.watched()).isEmpty();
    }

    @Test
    void addressesThatClientsCameFromAreWatchedToo() {
        // Given
        var book = new AddressBook(proc, 100);
        var gone = new LocalAddress(INODE + 1, 0, ANY_V4 | 0x0A000063);

        // When
        book.update(List.of(), List.of(gone), 0);

        // Then
        assertThat(book.watched()).containsExactly(gone);
    }

    @Test
    void aNamespaceWithTooManyAddressesIsCutShort() {
        // Given
        var book = new AddressBook(proc, 1);

        // When
        book.update(List.of(new Namespace(INODE, 42)), List.of(), 0);

        // Then
        assertThat(texts(book.watched())).containsExactly("10.0.0.7");
    }

    private static List<String> texts(Collection<LocalAddress> addresses) {
        return addresses.stream()
                .map(address -> AddressText.of(address.high(), address.low()))
                .toList();
    }
}
