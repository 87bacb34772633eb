// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/** Who wants to know which names addresses have, as programs are told when they look them up. */
@FunctionalInterface
public interface Names {
    /** Where nobody does. */
    Names UNHEARD = (name, high, low, seconds) -> {};

    /**
     * Somebody was told that the name has this address.
     *
     * @param name as it was asked for, in lower case, without the dot at the end
     * @param high first half of the address; IPv4 is mapped into IPv6 ({@code ::ffff:1.2.3.4})
     * @param seconds how long this may be believed
     */
    void resolved(String name, long high, long low, long seconds);
}
