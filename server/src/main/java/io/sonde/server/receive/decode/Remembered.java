// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.Series;
import java.util.Map;

/** What was read before and need not be read again, shared by all requests. */
record Remembered(
        FingerprintCache<Series> series, FingerprintCache<Map<String, String>> resources, SharedTexts texts) {}
