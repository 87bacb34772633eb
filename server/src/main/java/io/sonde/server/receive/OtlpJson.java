// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.sonde.server.receive.decode.MalformedException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * Requests in JSON become the same bytes as the others. OTLP departs from protobuf's JSON in one point: ids are in hex, not in
 * base64.
 */
final class OtlpJson {
    private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

    private OtlpJson() {}

    static byte[] toProtobuf(byte[] json, Message.Builder request) throws MalformedException {
        try {
            String text = withBase64Ids(new String(json, StandardCharsets.UTF_8));
            JsonFormat.parser().ignoringUnknownFields().merge(text, request);
            return request.build().toByteArray();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Whatever a parser trips over: the text is the sender's, so is the mistake.
            throw new MalformedException("not OTLP in JSON: " + e.getMessage());
        }
    }

    private static String withBase64Ids(String json) throws IOException {
        StringWriter text = new StringWriter(json.length());
        try (JsonReader in = new JsonReader(new StringReader(json));
                JsonWriter out = new JsonWriter(text)) {
            String name = "";
            JsonToken token = in.peek();
            while (token != JsonToken.END_DOCUMENT) {
                if (token == JsonToken.NAME) {
                    name = in.nextName();
                    out.name(name);
                } else if (token == JsonToken.STRING && IDS.contains(name)) {
                    out.value(base64(in.nextString()));
                } else {
                    copy(token, in, out);
                }
                token = in.peek();
            }
        }
        return text.toString();
    }

    private static void copy(JsonToken token, JsonReader in, JsonWriter out) throws IOException {
        switch (token) {
            case BEGIN_ARRAY -> {
                in.beginArray();
                out.beginArray();
            }
            case END_ARRAY -> {
                in.endArray();
                out.endArray();
            }
            case BEGIN_OBJECT -> {
                in.beginObject();
                out.beginObject();
            }
            case END_OBJECT -> {
                in.endObject();
                out.endObject();
            }
            case BOOLEAN -> out.value(in.nextBoolean());
            case NULL -> {
                in.nextNull();
                out.nullValue();
            }
            // As text, so that no digit is lost; the proto parser takes numbers in quotes too.
            case NUMBER, STRING -> out.value(in.nextString());
            case NAME, END_DOCUMENT -> throw new IllegalStateException("BUG: " + token + " is not copied");
        }
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
