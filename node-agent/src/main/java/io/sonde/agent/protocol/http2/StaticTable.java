// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import java.nio.charset.StandardCharsets;

/** The headers that every connection knows by number (RFC 7541, appendix A). */
final class StaticTable {
    static final int LENGTH = 61;

    static final int FIRST_STATUS = 8;
    static final int LAST_STATUS = 14;

    private static final String[] NAMES = (":authority,:method,:method,:path,:path,:scheme,:scheme,"
                    + ":status,:status,:status,:status,:status,:status,:status,"
                    + "accept-charset,accept-encoding,accept-language,accept-ranges,accept,access-control-allow-origin,age,"
                    + "allow,authorization,cache-control,content-disposition,content-encoding,content-language,"
                    + "content-length,content-location,content-range,content-type,cookie,date,etag,expect,expires,from,host,"
                    + "if-match,if-modified-since,if-none-match,if-range,if-unmodified-since,last-modified,link,location,"
                    + "max-forwards,proxy-authenticate,proxy-authorization,range,referer,refresh,retry-after,server,"
                    + "set-cookie,strict-transport-security,transfer-encoding,user-agent,vary,via,www-authenticate")
            .split(",", -1);

    private static final String[] TEXTS = {"GET", "POST", "/", "/index.html"};
    private static final int[] STATUS = {200, 204, 206, 304, 400, 404, 500};
    private static final int FIRST_TEXT = 2;
    private static final Kind[] KINDS = new Kind[LENGTH];

    static {
        for (int i = 0; i < LENGTH; i++) {
            byte[] name = NAMES[i].getBytes(StandardCharsets.US_ASCII);
            KINDS[i] = Kind.of(name, 0, name.length);
        }
    }

    private StaticTable() {}

    /** @param index from 1 to {@link #LENGTH} */
    static Kind kind(int index) {
        return KINDS[index - 1];
    }

    static int nameLength(int index) {
        return NAMES[index - 1].length();
    }

    /** Of a kind that matters; content types have no value here. */
    static void value(int index, FieldValue into) {
        into.clear();
        if (index >= FIRST_STATUS && index <= LAST_STATUS) {
            into.number = STATUS[index - FIRST_STATUS];
        } else if (index >= FIRST_TEXT && index < FIRST_TEXT + TEXTS.length) {
            into.text = TEXTS[index - FIRST_TEXT];
        }
    }
}
