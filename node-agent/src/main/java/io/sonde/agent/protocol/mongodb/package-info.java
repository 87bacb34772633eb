// SPDX-License-Identifier: Apache-2.0
/** MongoDB: commands and their collections, errors in answers. Start at {@link io.sonde.agent.protocol.mongodb.MongodbDialogue}. */
@NullMarked
package io.sonde.agent.protocol.mongodb;

import org.jspecify.annotations.NullMarked;
