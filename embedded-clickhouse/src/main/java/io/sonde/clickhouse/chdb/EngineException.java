// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine has refused or failed a statement. The message is ClickHouse's own: {@code Code: N. DB::Exception: ...}. */
public final class EngineException extends RuntimeException {
    private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");

    /** What ClickHouse calls UNKNOWN_EXCEPTION. */
    private static final int UNKNOWN = 1002;

    private final int code;

    public EngineException(String message) {
        super(message.strip());
        Matcher matcher = CODE.matcher(message);
        this.code = matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN;
    }

    public EngineException(ErrorCode code, String message) {
        super("Code: " + code.number() + ". DB::Exception: " + message + " (" + code.name() + ")");
        this.code = code.number();
    }

    /** ClickHouse's number of the error. */
    public int code() {
        return code;
    }
}
