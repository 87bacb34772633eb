// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

/** What a request holds: the items that can be stored, and how many others were not taken. */
public record Decoded<B>(B batch, Rejections rejections) {}
