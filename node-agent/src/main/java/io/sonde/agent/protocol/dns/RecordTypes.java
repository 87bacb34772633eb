// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.dns;

/** What is asked for, by name. */
final class RecordTypes {
    static final int A = 1;
    static final int AAAA = 28;

    /** Every other one. */
    static final String OTHER = "OTHER";

    private RecordTypes() {}

    static String name(int type) {
        return switch (type) {
            case A -> "A";
            case 2 -> "NS";
            case 5 -> "CNAME";
            case 6 -> "SOA";
            case 12 -> "PTR";
            case 15 -> "MX";
            case 16 -> "TXT";
            case AAAA -> "AAAA";
            case 33 -> "SRV";
            case 35 -> "NAPTR";
            case 43 -> "DS";
            case 46 -> "RRSIG";
            case 47 -> "NSEC";
            case 48 -> "DNSKEY";
            case 52 -> "TLSA";
            case 64 -> "SVCB";
            case 65 -> "HTTPS";
            case 251 -> "IXFR";
            case 252 -> "AXFR";
            case 255 -> "ANY";
            case 257 -> "CAA";
            default -> OTHER;
        };
    }
}
