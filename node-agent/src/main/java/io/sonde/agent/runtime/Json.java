// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Picks fields out of JSON while it passes by; everything else is skipped without being kept. */
public final class Json {
    private Json() {}

    /** Reads the value that comes next. */
    @FunctionalInterface
    public interface Value {
        void read(JsonReader in) throws IOException;
    }

    /** Whether the text could be read to its end. */
    static boolean read(byte[] text, Value value) {
        try (JsonReader in =
                new JsonReader(new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8))) {
            value.read(in);
            return true;
        } catch (IOException | IllegalStateException _) {
            return false;
        }
    }

    /** An object of which only these fields matter. */
    public static Value object(Map<String, Value> fields) {
        return each((name, in) -> {
            Value field = fields.get(name);
            if (field == null) {
                in.skipValue();
            } else {
                field.read(in);
            }
        });
    }

    /** An object of texts; other values in it are skipped. */
    public static Value texts(BiConsumer<String, String> visitor) {
        return each((name, in) -> text(value -> visitor.accept(name, value)).read(in));
    }

    @FunctionalInterface
    private interface Field {
        void read(String name, JsonReader in) throws IOException;
    }

    private static Value each(Field field) {
        return in -> {
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                in.skipValue();
                return;
            }
            in.beginObject();
            while (in.hasNext()) {
                field.read(in.nextName(), in);
            }
            in.endObject();
        };
    }

    public static Value array(Value element) {
        return in -> {
            if (in.peek() != JsonToken.BEGIN_ARRAY) {
                in.skipValue();
                return;
            }
            in.beginArray();
            while (in.hasNext()) {
                element.read(in);
            }
            in.endArray();
        };
    }

    public static Value text(Consumer<String> visitor) {
        return in -> {
            if (in.peek() == JsonToken.STRING) {
                visitor.accept(in.nextString());
            } else {
                in.skipValue();
            }
        };
    }
}
