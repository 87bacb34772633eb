// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/** A program of its own: MongoDB's driver, which says how many commands it sent and how many were refused. */
final class TruthMongo {
    private static final int ROUNDS = 100;
    private static final int REFUSED = 8;
    private static final int CROWD = 250;

    private TruthMongo() {}

    /** Argument: the server's URL. */
    public static void main(String[] arguments) {
        var started = new AtomicInteger();
        var failed = new AtomicInteger();
        CommandListener counts = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                started.incrementAndGet();
            }

            @Override
            public void commandFailed(CommandFailedEvent event) {
                failed.incrementAndGet();
            }
        };
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new com.mongodb.ConnectionString(arguments[0]))
                .addCommandListener(counts)
                .build();
        int duplicates;
        try (MongoClient client = MongoClients.create(settings)) {
            duplicates = ask(client.getDatabase("shop").getCollection("orders"));
            for (int i = 0; i < REFUSED; i++) {
                attempt(() -> client.getDatabase("shop").runCommand(new Document("brew", "coffee")));
            }
        }
        System.out.println(started + " " + (failed.get() + duplicates));
    }

    /** Refused inside of an answer that is no failure: two of each ten. */
    private static int ask(MongoCollection<Document> orders) {
        int duplicates = 0;
        for (int i = 0; i < ROUNDS; i++) {
            orders.insertOne(new Document("_id", i).append("card", "secret"));
            var ignored = orders.find(new Document("_id", i)).first();
            var _ = orders.updateOne(new Document("_id", i), new Document("$set", new Document("paid", true)));
            int again = i;
            duplicates += i % 10 < 2 ? attempt(() -> orders.insertOne(new Document("_id", again))) : 0;
        }
        List<Document> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(new Document("_id", ROUNDS + i));
        }
        orders.insertMany(crowd);
        // Comes in several answers.
        orders.find().batchSize(50).into(new ArrayList<>());
        return duplicates;
    }

    private static int attempt(Runnable command) {
        try {
            command.run();
            return 0;
        } catch (MongoException refused) {
            return 1;
        }
    }
}
