// SPDX-License-Identifier: Apache-2.0
/** Kafka: calls by name, topics of those that carry records, errors. Start at {@link io.sonde.agent.protocol.kafka.KafkaDialogue}. */
@NullMarked
package io.sonde.agent.protocol.kafka;

import org.jspecify.annotations.NullMarked;
