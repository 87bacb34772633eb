// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import io.sonde.agent.kernel.ProbeStatus;
import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import io.sonde.agent.libbpf.NetworkCalls;
import io.sonde.agent.net.NamespaceScope;
import io.sonde.agent.net.NamespaceTable.Namespace;
import io.sonde.agent.net.Translation;
import io.sonde.agent.net.TranslationTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Listens to connection tracking in every network namespace: where nothing is translated it is silent. A thread of its own
 * enters the namespaces to open a socket in each and to ask what is translated there already; what begins later is read by
 * {@link #ahead}, on the thread that reads kernel events.
 */
public final class Conntrack implements AutoCloseable {
    /** The name of the probe. */
    public static final String NAME = "conntrack";

    private static final Logger LOG = System.getLogger(Conntrack.class.getName());
    /** A socket keeps its namespace alive: one that ends lives on until the look after its end. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private final Path proc;
    private final TranslationTable translations;
    private final Executor owner;
    private final NamespacePlaces places;
    private final int maxNamespaces;
    private final ConntrackReader reader;
    private final Map<Long, ConntrackSocket> open = new HashMap<>();
    /** Namespaces that would not be listened to: tried again, counted once. */
    private final Set<Long> closed = new HashSet<>();

    private final Set<Long> incomplete = ConcurrentHashMap.newKeySet();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final Semaphore wish = new Semaphore(0);
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("conntrack").daemon().unstarted(this::run);
    private volatile List<Namespace> inUse = List.of();
    private volatile ProbeStatus status = ProbeStatus.off(NAME, "not looked yet");
    private volatile boolean stopping;
    /** What IPVS does not show, for people; on the thread that looks. */
    private String virtualServers = "";

    /**
     * @param owner runs tasks on the thread that owns the table
     * @param maxNamespaces most namespaces listened to
     */
    public Conntrack(
            Path proc, TranslationTable translations, Executor owner, NamespaceScope scope, int maxNamespaces) {
        this.proc = proc;
        this.translations = translations;
        this.owner = owner;
        this.places = new NamespacePlaces(proc, scope);
        this.maxNamespaces = maxNamespaces;
        this.reader = new ConntrackReader(translations, maxNamespaces, this::missed);
    }

    /** Knows on return what is translated now. Comes before the owner's thread begins. */
    public void start() {
        thread.start();
        try {
            if (!firstLook.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "asking for translated connections takes long");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the owner's thread, before it looks at events that lie ready. */
    public void ahead() {
        reader.readAll();
    }

    /** The namespaces that sockets were seen in; they are looked at right away. */
    public void inUse(List<Namespace> namespaces) {
        inUse = namespaces;
        wish.release();
    }

    public ProbeStatus status() {
        return status;
    }

    /** What could not be learned since the start, by place. */
    public Map<String, Long> losses() {
        return Map.of(
                "conntrack.events", missed.get(),
                "conntrack.namespaces", unreadable.get(),
                "conntrack.table", translations.evicted());
    }

    private void missed(ConntrackSocket socket) {
        missed.incrementAndGet();
        incomplete.add(socket.namespace());
        wish.release();
    }

    private void run() {
        look(Runnable::run);
        firstLook.countDown();
        try {
            while (!stopping) {
                boolean wished = wish.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                if (wished) {
                    wish.drainPermits();
                }
                look(owner);
            }
        } catch (InterruptedException | RejectedExecutionException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Executor table) {
        virtualServers = VirtualServers.unresolved(proc, this::hostTellsOfThem);
        if (!TrackingFiles.isThere()) {
            status = ProbeStatus.off(
                    NAME,
                    virtualServers.isEmpty()
                            ? "nothing is translated: nf_conntrack is not in this kernel, or not loaded"
                            : virtualServers);
            return;
        }
        NamespacePlaces.Found found = places.find(inUse, maxNamespaces);
        Map<Long, Path> now = found.places();
        open.values().removeIf(socket -> {
            boolean gone = !now.containsKey(socket.namespace());
            if (gone) {
                table.execute(() -> reader.remove(socket));
            }
            return gone;
        });
        closed.removeIf(
                namespace -> !now.containsKey(namespace) && !found.beyond().contains(namespace));
        found.beyond().forEach(this::unheard);
        boolean left = false;
        for (Map.Entry<Long, Path> one : now.entrySet()) {
            boolean fresh = !open.containsKey(one.getKey());
            if (fresh || incomplete.remove(one.getKey())) {
                left = true;
                enter(one.getKey(), one.getValue(), fresh, table);
            }
        }
        if (left) {
            goHome();
        }
        if (status.state() == ProbeStatus.State.ATTACHED && !status.reason().equals(virtualServers)) {
            status = new ProbeStatus(NAME, ProbeStatus.State.ATTACHED, virtualServers);
        }
    }

    private boolean hostTellsOfThem() {
        try {
            NetworkCalls.enterNamespace(proc.resolve("1/ns/net").toString());
            return VirtualServers.tellTracking(proc);
        } catch (BpfFailure failure) {
            LOG.log(Level.DEBUG, "into the host''s namespace: {0}", failure.reason());
            return false;
        } finally {
            goHome();
        }
    }

    private void enter(long namespace, Path place, boolean fresh, Executor table) {
        try {
            NetworkCalls.enterNamespace(place.toString());
            if (fresh) {
                listen(namespace, table);
            }
            dump(namespace, table);
        } catch (BpfFailure failure) {
            LOG.log(Level.DEBUG, "{0}: {1}", place, failure.reason());
            unheard(namespace);
            if (open.isEmpty()) {
                status = ProbeStatus.failed(NAME, failure.reason());
            }
        }
    }

    /** Counted once, as long as it is there. */
    private void unheard(long namespace) {
        if (closed.add(namespace)) {
            unreadable.incrementAndGet();
        }
    }

    /** A thread keeps the namespace alive that it lives in. */
    private static void goHome() {
        try {
            NetworkCalls.enterNamespace(NamespacePlaces.own().toString());
        } catch (BpfFailure failure) {
            LOG.log(Level.DEBUG, "back to the own namespace: {0}", failure.reason());
        }
    }

    private void listen(long namespace, Executor table) throws BpfFailure {
        if (!TrackingFiles.tellsEvents()) {
            throw new BpfFailure("net.netfilter.nf_conntrack_events is 0");
        }
        ConntrackSocket socket = ConntrackSocket.subscribe(namespace);
        open.put(namespace, socket);
        table.execute(() -> add(socket));
        status = new ProbeStatus(NAME, ProbeStatus.State.ATTACHED, virtualServers);
    }

    private void add(ConntrackSocket socket) {
        try {
            if (reader.add(socket)) {
                return;
            }
            unreadable.incrementAndGet();
        } catch (BpfFailure failure) {
            LOG.log(Level.ERROR, "a socket of connection tracking cannot be read: {0}", failure.reason());
        }
        Libc.close(socket.file());
    }

    /** What began before the socket listened, or was missed. */
    private void dump(long namespace, Executor table) throws BpfFailure {
        List<Translation> known = new ArrayList<>();
        ConntrackSocket.dump(namespace, translation -> {
            if (known.size() < translations.limit()) {
                known.add(translation.copy());
            }
        });
        if (!known.isEmpty()) {
            table.execute(() -> {
                long now = System.nanoTime();
                known.forEach(translation -> translations.learnOlder(translation, now));
            });
        }
    }

    /** When the owner's thread has ended. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(FIRST_LOOK.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
