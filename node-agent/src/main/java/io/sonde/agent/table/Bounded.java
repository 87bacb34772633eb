// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.table;

/** Everything in the agent that can fill up: each is reported, and filled by a test. */
public enum Bounded {
    KERNEL_RING("kernel.ring", "--ring-bytes", "Bytes of kernel events that wait to be read.", "the event is lost"),
    KERNEL_SOCKETS(
            "kernel.sockets",
            "--max-tracked-sockets",
            "Sockets whose start and owner the kernel side remembers.",
            "the event is sent without duration or owner"),
    KERNEL_CONNECTS(
            "kernel.connects",
            "",
            "Threads inside connect() at one moment.",
            "a connect that fails before its socket changes is not told"),
    KERNEL_JOURNAL(
            "kernel.journal",
            "",
            "Bytes of kernel events on disk that no report has yet.",
            "the events are counted, but not again should the agent be killed before its next report"),
    REQUESTS_RING(
            "requests.ring",
            "--requests-ring-bytes",
            "Copied bytes of requests that wait to be read.",
            "the bytes are lost; what they belonged to counts without a duration"),
    READER_TASKS(
            "reader.tasks",
            "",
            "Work given to the reader of kernel events.",
            "the report of that interval comes with the next one"),
    CONNECTIONS(
            "connections",
            "--max-connections",
            "Open connections.",
            "opening and end are counted, bytes and state between them are not"),
    CONVERSATIONS(
            "requests.conversations",
            "--max-conversations",
            "Connections whose requests are read.",
            "the requests of a connection that finds no place are not seen"),
    REQUEST_SERIES(
            "requests.series",
            "--max-request-series",
            "Kinds of requests by service, peer, operation and status.",
            "the request is counted as other"),
    WORDS(
            "requests.words",
            "",
            "Routes, names and codes in requests that are told apart.",
            "it is told as other, until those that are not met any more have made room"),
    SPANS("spans", "--max-spans", "Spans of requests that wait for the next report.", "the span is dropped"),
    SERIES("series", "--max-series", "Pairs of service and destination.", "the destination is counted as other"),
    PROCESSES("processes", "--max-processes", "Processes.", "it is looked up in /proc each time"),
    CPU("cpu", "--max-processes", "Processes whose CPU time is followed.", "its CPU time counts when it ends"),
    SERVICES("services", "--max-services", "Services.", "it is counted as other"),
    LISTENERS(
            "listeners",
            "--max-listeners",
            "Sockets that wait for connections.",
            "it is not reported; who accepts there is known later"),
    NAMESPACES("namespaces", "--max-namespaces", "Network namespaces.", "its addresses are not known"),
    ADDRESSES(
            "addresses",
            "--max-addresses",
            "Addresses that connections came from.",
            "who came from there may look like somebody outside"),
    TRANSLATIONS(
            "translations",
            "--max-translations",
            "Translated connections (NAT).",
            "the oldest is forgotten; its peer is the address that was dialled"),
    PEER_NAMES(
            "peers.names",
            "",
            "Addresses that DNS gave to names that programs asked for.",
            "the peer has its address for a name, unless somebody watches it"),
    CONTAINERS("containers", "--max-containers", "Containers.", "it has its id for a name"),
    CONTAINERS_WAITING(
            "containers.waiting", "", "Containers that wait for a look at their names.", "it is looked at later"),
    CACHE_SERVICES(
            "cache.services",
            "",
            "Services whose attributes are ready to be sent.",
            "the oldest is forgotten, and made again when it is needed"),
    CACHE_GROUPS(
            "cache.groups",
            "",
            "Control groups of which it is known whether a runtime calls them a container.",
            "the oldest is forgotten, and looked up again when it is needed"),
    SPOOL("spool", "--spool-bytes", "Bytes of reports that wait for the server.", "the oldest report is dropped");

    private final String text;
    private final String setting;
    private final String says;
    private final String atLimit;

    /** @param setting the flag that sets the limit; empty where it is fixed */
    Bounded(String text, String setting, String says, String atLimit) {
        this.text = text;
        this.setting = setting;
        this.says = says;
        this.atLimit = atLimit;
    }

    public String text() {
        return text;
    }

    public String setting() {
        return setting;
    }

    public String says() {
        return says;
    }

    /** What becomes of that which finds no room. */
    public String atLimit() {
        return atLimit;
    }

    public Fill fill(long size, long limit, long dropped) {
        return new Fill(this, size, limit, dropped);
    }
}
