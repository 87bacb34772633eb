// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.Rejections.Reason;

/** What every reader of points needs. */
record PointContext(SeriesResolver series, SampleColumns columns, TimeWindow window, Rejections rejections) {
    void reject(Reason reason) {
        rejections.add(reason);
    }
}
