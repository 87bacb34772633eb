// SPDX-License-Identifier: Apache-2.0
/** AMQP 0-9-1, as RabbitMQ speaks it. Start at {@link io.sonde.agent.protocol.amqp.AmqpDialogue}. */
@NullMarked
package io.sonde.agent.protocol.amqp;

import org.jspecify.annotations.NullMarked;
