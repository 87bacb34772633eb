// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Status;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.receive.decode.Rejections;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a request over HTTP is written; its answer is written the same way. */
enum Encoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        byte[] request(byte[] body, Signal signal) {
            return body;
        }

        @Override
        byte[] response(Rejections rejections, Signal signal) {
            return ExportResponse.of(rejections);
        }

        @Override
        byte[] error(Status status) {
            return status.toByteArray();
        }
    },
    JSON("application/json") {
        @Override
        byte[] request(byte[] body, Signal signal) throws MalformedException {
            return OtlpJson.toProtobuf(body, signal.request());
        }

        @Override
        byte[] response(Rejections rejections, Signal signal) {
            try {
                return text(JsonFormat.printer()
                        .print(signal.response()
                                .mergeFrom(ExportResponse.of(rejections))
                                .build()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("BUG: our own answer is not an answer", e);
            }
        }

        @Override
        byte[] error(Status status) {
            // Without the details, which name a type: the delay is in Retry-After.
            try {
                return text(JsonFormat.printer().print(status.toBuilder().clearDetails()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("BUG: our own error is not a status", e);
            }
        }
    };

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The encoding that a header names; null when it is none of ours. */
    static @Nullable Encoding of(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        for (Encoding encoding : values()) {
            if (encoding.contentType.equals(type)) {
                return encoding;
            }
        }
        return null;
    }

    abstract byte[] request(byte[] body, Signal signal) throws MalformedException;

    abstract byte[] response(Rejections rejections, Signal signal);

    abstract byte[] error(Status status);

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
