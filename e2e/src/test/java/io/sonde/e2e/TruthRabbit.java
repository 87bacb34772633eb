// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A program of its own: publishes, fetches, consumes, and says how often it did what. */
final class TruthRabbit {
    static final String QUEUE = "orders";
    private static final int PUBLISHED = 400;
    private static final int LARGE = 100;
    private static final int FETCHED = 50;
    private static final int CROWD = 40;
    private static final int REFUSED = 7;
    private static final int BODY_BYTES = 100_000;

    private TruthRabbit() {}

    /** Argument: PORT. */
    public static void main(String[] arguments) throws Exception {
        var factory = new ConnectionFactory();
        factory.setPort(Integer.parseInt(arguments[0]));
        factory.setHost("127.0.0.1");
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(QUEUE, false, false, false, null);
            publish(channel);
            fetch(channel);
            consume(channel);
            int refused = refused(connection);
            System.out.println((PUBLISHED + LARGE) + " " + refused);
        }
    }

    /** Many at once, and some that are large, each by itself. */
    private static void publish(Channel channel) throws Exception {
        channel.confirmSelect();
        for (int i = 0; i < PUBLISHED; i++) {
            channel.basicPublish("", QUEUE, new BasicProperties(), new byte[20]);
            if (i % CROWD == CROWD - 1) {
                channel.waitForConfirmsOrDie();
            }
        }
        for (int i = 0; i < LARGE; i++) {
            channel.basicPublish("", QUEUE, new BasicProperties(), new byte[BODY_BYTES]);
            channel.waitForConfirmsOrDie();
        }
    }

    private static void fetch(Channel channel) throws IOException {
        for (int i = 0; i < FETCHED; i++) {
            channel.basicAck(channel.basicGet(QUEUE, false).getEnvelope().getDeliveryTag(), false);
        }
    }

    private static void consume(Channel channel) throws Exception {
        var left = new CountDownLatch(PUBLISHED + LARGE - FETCHED);
        DeliverCallback delivered = (_, message) -> {
            channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
            left.countDown();
        };
        String tag = channel.basicConsume(QUEUE, false, delivered, _ -> {});
        left.await();
        channel.basicCancel(tag);
        for (int i = 0; i < FETCHED; i++) {
            if (channel.basicGet(QUEUE, true) != null) {
                throw new IllegalStateException("more messages than were published");
            }
        }
    }

    /** A queue that is not there costs its channel. */
    private static int refused(Connection connection) throws Exception {
        int refused = 0;
        for (int i = 0; i < REFUSED; i++) {
            Channel channel = connection.createChannel();
            try {
                channel.queueDeclarePassive("none");
            } catch (IOException notFound) {
                refused++;
            }
        }
        return refused;
    }
}
