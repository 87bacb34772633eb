// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/**
 * Whether answers that come in the order of the requests go to the right ones. After a loss nobody knows, until requests and answers
 * have taken turns for a while; what is paired in between is told as unmeasured.
 */
public final class Pairing {
    /** So many requests in a row that were answered one by one are taken for proof. */
    private static final int TURNS = 4;

    private final Exchanges exchanges;
    private boolean doubted;
    private int turns;
    private boolean asked;

    public Pairing(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** Of another connection. */
    public void renew() {
        doubted = false;
        turns = 0;
        asked = false;
    }

    public boolean isDoubted() {
        return doubted;
    }

    /** Answers went by unseen, or came to nothing: what is open may be paired wrongly already. */
    public void doubt() {
        doubtLater();
        exchanges.unmeasured();
    }

    /** Requests went by unseen: those before them get their answers, those behind them may get others'. */
    public void doubtLater() {
        doubted = true;
        turns = 0;
    }

    /** A new request. */
    public Exchange begin(long startNanos) {
        asked = true;
        if (exchanges.open() > 0) {
            turns = 0;
        }
        Exchange exchange = exchanges.begin(startNanos);
        if (doubted) {
            exchange.unmeasured();
        }
        return exchange;
    }

    public void complete(Exchange exchange, long endNanos) {
        exchanges.complete(exchange, endNanos);
        if (doubted && exchanges.open() == 0 && ++turns >= TURNS) {
            doubted = false;
        }
    }

    /** An answer to nothing that was seen. */
    public void stray() {
        if (asked) {
            doubt();
        }
    }
}
