// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

/** Answers the requests of one method and path. */
public interface Handler {
    Answer answer(Request request) throws Exception;
}
