// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.Utf8;
import java.util.Arrays;
import java.util.Base64;

/** Any attribute value as text: strings as they are, numbers in digits, bytes in base64, lists and maps as JSON. */
final class AnyValueText {
    /** As deep as protobuf itself lets messages nest. */
    private static final int MAX_DEPTH = 100;

    private static final int STRING = WireReader.tag(1, WireReader.BYTES);
    private static final int BOOL = WireReader.tag(2, WireReader.VARINT);
    private static final int INT = WireReader.tag(3, WireReader.VARINT);
    private static final int DOUBLE = WireReader.tag(4, WireReader.FIXED64);
    private static final int ARRAY = WireReader.tag(5, WireReader.BYTES);
    private static final int KEY_VALUES = WireReader.tag(6, WireReader.BYTES);
    private static final int BYTES = WireReader.tag(7, WireReader.BYTES);

    /** Magnitude up to which a whole number is written without an exponent: all of them are exact below. */
    private static final double MAX_WHOLE = 1L << 53;

    private AnyValueText() {}

    /** Appends the text of the AnyValue message that the reader has entered. */
    static void append(WireReader in, Bytes out) throws MalformedException {
        append(in, out, 0);
    }

    private static void append(WireReader in, Bytes out, int depth) throws MalformedException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == STRING) {
                appendString(in, out, depth);
            } else if (tag == BOOL) {
                out.putText(in.varint() == 0 ? "false" : "true");
            } else if (tag == INT) {
                out.putText(Long.toString(in.varint()));
            } else if (tag == DOUBLE) {
                out.putText(text(in.doubleValue(), depth));
            } else if (tag == ARRAY) {
                appendAll(in, out, depth + 1, "[]", AnyValueText::appendNested);
            } else if (tag == KEY_VALUES) {
                appendAll(in, out, depth + 1, "{}", AnyValueText::appendMember);
            } else if (tag == BYTES) {
                appendBytes(in, out, depth);
            } else {
                in.skip(tag);
            }
        }
    }

    private static void appendString(WireReader in, Bytes out, int depth) throws MalformedException {
        int length = in.length();
        int from = in.position();
        in.skipBytes(length);
        if (depth > 0) {
            JsonText.appendQuoted(Utf8.repaired(in.bytes(), from, from + length), out);
        } else if (Utf8.isValid(in.bytes(), from, from + length)) {
            out.put(in.bytes(), from, from + length);
        } else {
            out.putText(Utf8.repaired(in.bytes(), from, from + length));
        }
    }

    private static void appendBytes(WireReader in, Bytes out, int depth) throws MalformedException {
        int length = in.length();
        byte[] value = Arrays.copyOfRange(in.bytes(), in.position(), in.position() + length);
        in.skipBytes(length);
        String text = Base64.getEncoder().encodeToString(value);
        if (depth > 0) {
            JsonText.appendQuoted(text, out);
        } else {
            out.putText(text);
        }
    }

    /** One of a list or map: both are repeated fields of the same number. */
    private interface Element {
        void append(WireReader in, Bytes out, int depth) throws MalformedException;
    }

    /** @param brackets what stands before all and behind all */
    private static void appendAll(WireReader in, Bytes out, int depth, String brackets, Element element)
            throws MalformedException {
        checkDepth(depth);
        int outerEnd = in.enter();
        out.putByte(brackets.charAt(0));
        for (boolean first = true; in.hasMore(); ) {
            int tag = in.tag();
            if (tag != WireReader.tag(1, WireReader.BYTES)) {
                in.skip(tag);
                continue;
            }
            if (!first) {
                out.putByte(',');
            }
            first = false;
            element.append(in, out, depth);
        }
        out.putByte(brackets.charAt(1));
        in.leave(outerEnd);
    }

    private static void appendMember(WireReader in, Bytes out, int depth) throws MalformedException {
        int outerEnd = in.enter();
        KeyValue entry = KeyValue.read(in);
        JsonText.appendQuoted(entry.key(in.bytes()), out);
        out.putByte(':');
        int memberEnd = in.end();
        in.at(entry.valueFrom(), entry.valueTo());
        appendOrNull(in, out, depth);
        in.at(memberEnd, memberEnd);
        in.leave(outerEnd);
    }

    private static void appendNested(WireReader in, Bytes out, int depth) throws MalformedException {
        int outerEnd = in.enter();
        appendOrNull(in, out, depth);
        in.leave(outerEnd);
    }

    private static void appendOrNull(WireReader in, Bytes out, int depth) throws MalformedException {
        if (in.hasMore()) {
            append(in, out, depth);
        } else {
            out.putText("null");
        }
    }

    private static String text(double value, int depth) {
        if (value == Math.rint(value) && Math.abs(value) < MAX_WHOLE) {
            return Long.toString((long) value);
        }
        // JSON has no word for these.
        return depth > 0 && !Double.isFinite(value) ? "\"" + value + "\"" : Double.toString(value);
    }

    private static void checkDepth(int depth) throws MalformedException {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("an attribute value nests deeper than " + MAX_DEPTH);
        }
    }
}
