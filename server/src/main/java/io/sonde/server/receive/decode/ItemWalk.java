// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

/**
 * The way from a request with logs or traces to its items. Both have the same shape: resources (1) with a resource (1), scopes
 * (2) and a schema (3); scopes with a scope (1), items (2) and a schema (3).
 */
final class ItemWalk {
    private static final int RESOURCES = WireReader.tag(1, WireReader.BYTES);
    private static final int HEAD = WireReader.tag(1, WireReader.BYTES);
    private static final int CHILDREN = WireReader.tag(2, WireReader.BYTES);
    private static final int SCHEMA = WireReader.tag(3, WireReader.BYTES);

    private final WireReader in;
    private final Origin origin;
    private final ItemReader items;

    /** Reads one item. */
    interface ItemReader {
        /** Reads the item that the reader has entered; wherever it is left, the walk goes on behind the item. */
        void read(WireReader in, Origin origin) throws MalformedException;
    }

    ItemWalk(WireReader in, ItemReader items) {
        this.in = in;
        this.items = items;
        this.origin = new Origin(in);
    }

    void request() throws MalformedException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == RESOURCES) {
                int outerEnd = in.enter();
                resource();
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
    }

    private void resource() throws MalformedException {
        int from = in.position();
        Range head = new Range();
        Range schema = new Range();
        lookOver(head, schema);
        origin.resource(head, schema);
        in.at(from, in.end());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == CHILDREN) {
                int outerEnd = in.enter();
                scope();
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
    }

    private void scope() throws MalformedException {
        int from = in.position();
        Range head = new Range();
        Range schema = new Range();
        lookOver(head, schema);
        origin.scope(head, schema);
        in.at(from, in.end());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == CHILDREN) {
                int outerEnd = in.enter();
                int end = in.end();
                items.read(in, origin);
                in.at(end, end);
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
    }

    private void lookOver(Range head, Range schema) throws MalformedException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == HEAD) {
                head.take(in);
            } else if (tag == SCHEMA) {
                schema.take(in);
            } else {
                in.skip(tag);
            }
        }
    }
}
