// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.SOCKET_RECORD;
import static io.sonde.agent.kernel.EventLayouts.offset;

/** A {@code socket_record} where it lies in the buffer of a walk. */
final class SocketRecordView extends SocketView implements SocketRecord {
    private static final long STATE = offset(SOCKET_RECORD, "state");
    private static final int ESTABLISHED = 1;
    private static final int LISTEN = 10;

    SocketRecordView() {
        super(SOCKET_RECORD);
    }

    @Override
    public int state() {
        return intAt(STATE);
    }

    @Override
    public boolean listening() {
        return state() == LISTEN;
    }

    @Override
    public boolean established() {
        return state() == ESTABLISHED;
    }
}
