// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.MapColumn;
import io.sonde.server.store.block.TextColumn;
import io.sonde.server.store.block.Utf8;

/**
 * Where logs and spans come from: the resource and the scope that stand above them. Each is made once and copied into the row of
 * every item below it.
 */
final class Origin {
    private static final int ATTRIBUTES_OF_RESOURCE = WireReader.tag(1, WireReader.BYTES);
    private static final int SCOPE_NAME = WireReader.tag(1, WireReader.BYTES);
    private static final int SCOPE_VERSION = WireReader.tag(2, WireReader.BYTES);
    private static final int ATTRIBUTES_OF_SCOPE = WireReader.tag(3, WireReader.BYTES);
    private static final String SERVICE_NAME = "service.name";
    private static final int BYTES_PER_MAP = 512;

    private final WireReader in;
    private final AttributeColumn attributes = new AttributeColumn();
    private MapColumn resource = emptyRow();
    private MapColumn scope = emptyRow();
    private String service = "";
    private String scopeName = "";
    private String scopeVersion = "";
    private String resourceSchema = "";
    private String scopeSchema = "";

    Origin(WireReader in) {
        this.in = in;
    }

    void resource(Range message, Range schema) throws MalformedException {
        resource = new MapColumn(1, BYTES_PER_MAP);
        attributes.addRow(in, message.from(), message.to(), ATTRIBUTES_OF_RESOURCE, resource);
        String name = AttributeMap.read(in, message.from(), message.to(), ATTRIBUTES_OF_RESOURCE)
                .get(SERVICE_NAME);
        service = name == null ? "" : name;
        resourceSchema = text(schema);
    }

    void scope(Range message, Range schema) throws MalformedException {
        scope = new MapColumn(1, BYTES_PER_MAP);
        attributes.addRow(in, message.from(), message.to(), ATTRIBUTES_OF_SCOPE, scope);
        scopeName = "";
        scopeVersion = "";
        scopeSchema = text(schema);
        int position = in.position();
        int end = in.end();
        Range value = new Range();
        in.at(message.from(), message.to());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == SCOPE_NAME) {
                value.take(in);
                scopeName = text(value);
            } else if (tag == SCOPE_VERSION) {
                value.take(in);
                scopeVersion = text(value);
            } else {
                in.skip(tag);
            }
        }
        in.at(position, end);
    }

    void addService(TextColumn column) {
        column.add(service);
    }

    void addResource(MapColumn column) {
        column.addRow(resource);
    }

    void addScope(MapColumn column) {
        column.addRow(scope);
    }

    void addScopeName(TextColumn column) {
        column.add(scopeName);
    }

    void addScopeVersion(TextColumn column) {
        column.add(scopeVersion);
    }

    void addSchemas(TextColumn ofResource, TextColumn ofScope) {
        ofResource.add(resourceSchema);
        ofScope.add(scopeSchema);
    }

    private String text(Range range) {
        return Utf8.repaired(in.bytes(), range.from(), range.to());
    }

    private static MapColumn emptyRow() {
        MapColumn row = new MapColumn(1, 1);
        row.endRow();
        return row;
    }
}
