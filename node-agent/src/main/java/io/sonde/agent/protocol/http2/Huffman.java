// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

/** The code of RFC 7541, appendix B. It is canonical: the lengths of its words tell all. Four bits are decoded at a time. */
final class Huffman {
    /** Bits of the word for each byte, then of the one for the end. */
    private static final String LENGTHS = "13,23,28,28,28,28,28,28,28,24,30,28,28,30,28,28,28,28,28,28,28,28,30,28,"
            + "28,28,28,28,28,28,28,28,6,10,10,12,13,6,8,11,10,10,8,11,8,6,6,6,"
            + "5,5,5,6,6,6,6,6,6,6,7,8,15,6,12,10,13,6,7,7,7,7,7,7,"
            + "7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,8,7,8,13,19,13,14,6,"
            + "15,5,6,5,6,5,6,6,6,5,7,7,6,6,6,5,6,7,6,5,5,6,7,7,"
            + "7,7,7,15,11,14,13,28,20,22,20,20,22,22,22,23,22,23,23,23,23,23,24,23,"
            + "24,24,22,23,24,23,23,23,23,21,22,23,22,23,23,24,22,21,20,22,22,23,23,21,"
            + "23,22,22,24,21,22,23,23,21,21,22,21,23,22,23,23,20,22,22,22,23,22,22,23,"
            + "26,26,20,19,22,23,22,25,26,26,26,27,27,26,24,25,19,21,26,27,27,26,27,24,"
            + "21,21,26,26,28,27,27,27,20,24,20,21,22,21,21,23,22,22,25,25,24,24,26,23,"
            + "26,27,26,26,27,27,27,27,27,28,27,27,27,27,27,26,30";

    private static final int END = 256;
    private static final int LONGEST = 30;
    private static final int NODES = 256;
    private static final int NO_SYMBOL = -1;

    /** Of each node and four bits: the next node, and above it the byte that was completed, plus one. */
    private static final short[] NEXT = new short[NODES << 4];

    private static final byte[] SYMBOLS = new byte[NODES << 4];
    private static final short COMPLETED = 0x100;
    private static final short BROKEN = 0x200;

    static {
        int[][] tree = tree();
        for (int node = 0; node < tree.length; node++) {
            for (int bits = 0; bits < 16; bits++) {
                step(tree, node, bits);
            }
        }
    }

    private Huffman() {}

    /** Inner nodes: their two children; a leaf is the complement of its symbol. */
    private static int[][] tree() {
        String[] lengths = LENGTHS.split(",", -1);
        int[][] tree = new int[NODES][2];
        int nodes = 1;
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int symbol = 0; symbol <= END; symbol++) {
                if (Integer.parseInt(lengths[symbol]) == length) {
                    nodes = insert(tree, nodes, symbol, code++, length);
                }
            }
            code <<= 1;
        }
        return tree;
    }

    private static int insert(int[][] tree, int nodes, int symbol, int code, int length) {
        int count = nodes;
        int node = 0;
        for (int bit = length - 1; bit > 0; bit--) {
            int way = code >> bit & 1;
            if (tree[node][way] == 0) {
                tree[node][way] = count++;
            }
            node = tree[node][way];
        }
        tree[node][code & 1] = ~symbol;
        return count;
    }

    private static void step(int[][] tree, int from, int bits) {
        int node = from;
        int symbol = NO_SYMBOL;
        for (int bit = 3; bit >= 0; bit--) {
            node = tree[node][bits >> bit & 1];
            if (node < 0) {
                symbol = ~node;
                node = 0;
            }
        }
        int at = from << 4 | bits;
        SYMBOLS[at] = (byte) symbol;
        if (symbol == END) {
            NEXT[at] = BROKEN;
        } else {
            NEXT[at] = (short) (symbol == NO_SYMBOL ? node : node | COMPLETED);
        }
    }

    /** Decodes as much as fits; returns how long all of it is, or -1 if it is no such code. */
    static int decode(byte[] bytes, int from, int to, byte[] into) {
        int node = 0;
        int length = 0;
        for (int i = 2 * from; i < 2 * to; i++) {
            int bits = bytes[i >> 1] >> ((i & 1) == 0 ? 4 : 0) & 0xf;
            int at = node << 4 | bits;
            int next = NEXT[at];
            if (next >= COMPLETED) {
                if (next == BROKEN) {
                    return -1;
                }
                if (length < into.length) {
                    into[length] = SYMBOLS[at];
                }
                length++;
            }
            node = next & 0xff;
        }
        return length;
    }
}
