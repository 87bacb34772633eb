// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small shop, well for twenty minutes; then for some time not. What is wrong is said by lines in place of those that it has when
 * all is well: see {@link Script}.
 */
public final class ShopCourse {
    private static final int STEP_SECONDS = 10;
    private static final int WELL_SECONDS = 1200;
    private static final int TROUBLE_SECONDS = 60;
    private static final int PAUSE_SECONDS = 150;

    private static final Map<String, String> WELL = Map.ofEntries(
            Map.entry("shoppers nginx", "connects 10.0.0.1:80 opened=200 sent=20000 received=90000 closed=0.012x200"),
            Map.entry("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.01x200"),
            Map.entry("nginx orders", "connects 10.0.0.2:8080 opened=100 sent=10000 received=50000 closed=0.012x100"),
            Map.entry("nginx orders http", "asks 10.0.0.2:8080 http ok=0.01x100"),
            Map.entry("nginx payments", "connects 10.0.0.3:8080 opened=30 sent=3000 received=9000 closed=0.006x30"),
            Map.entry("nginx payments http", "asks 10.0.0.3:8080 http ok=0.005x30"),
            Map.entry("orders payments", "connects 10.0.0.3:8080 opened=50 sent=5000 received=9000 closed=0.006x50"),
            Map.entry("orders payments http", "asks 10.0.0.3:8080 http ok=0.005x50"),
            Map.entry("orders postgres", "connects 10.0.0.4:5432 active=4 sent=9000 received=9000 rtt=0.0001x90"),
            Map.entry("orders postgres sql", "asks 10.0.0.4:5432 postgresql ok=0.001x150"),
            Map.entry("payments postgres", "connects 10.0.0.4:5432 active=4 sent=3000 received=3000 rtt=0.0001x30"),
            Map.entry("payments postgres sql", "asks 10.0.0.4:5432 postgresql ok=0.001x80"),
            Map.entry("nginx dns", "asks 10.0.0.9:53 dns ok=0.001x5"),
            Map.entry("orders dns", "asks 10.0.0.9:53 dns ok=0.001x5"),
            Map.entry("nginx runs", "runs running=1 cpu=0.1 delay=0.01"),
            Map.entry("orders runs", "runs running=1 cpu=1 delay=0.01"),
            Map.entry("payments runs", "runs running=1 cpu=1 delay=0.01"),
            Map.entry("postgres runs", "runs running=5 cpu=1 delay=0.01"),
            Map.entry("agent runs", "runs cpus=2 busy=4 idle=16"),
            Map.entry("agent watches", "watches 10.0.0.1"),
            Map.entry("nginx listens", "listens 10.0.0.1:80"),
            Map.entry("orders listens", "listens 10.0.0.2:8080"),
            Map.entry("payments listens", "listens 10.0.0.3:8080"),
            Map.entry("postgres listens", "listens 10.0.0.4:5432"),
            Map.entry("dns listens", "listens 10.0.0.9:53"));

    private Map<String, String> earlierLines = WELL;
    private int earlierSeconds;
    private int watchedSeconds = WELL_SECONDS;
    private final Map<String, String> lines = new TreeMap<>(WELL);

    /** @param key who does it, then anything that tells its lines apart; without a line it is not done */
    public ShopCourse with(String key, String line) {
        if (line.isEmpty()) {
            lines.remove(key);
        } else {
            lines.put(key, line);
        }
        return this;
    }

    /** The agent has nothing more to say. */
    public ShopCourse silent() {
        lines.clear();
        return this;
    }

    /** Another trouble, so many seconds long, that ended two and a half minutes before this one. */
    public ShopCourse after(ShopCourse earlier, int seconds) {
        earlierLines = earlier.lines;
        earlierSeconds = seconds;
        return this;
    }

    /** Nobody watched before the last seconds of the past. */
    public ShopCourse watchedFor(int seconds) {
        watchedSeconds = seconds;
        return this;
    }

    /** Read live and from a store, which have to agree. */
    public Course course() {
        List<String> all = new ArrayList<>();
        for (int second = WELL_SECONDS - watchedSeconds; second < WELL_SECONDS; second += STEP_SECONDS) {
            int begin = WELL_SECONDS - PAUSE_SECONDS - earlierSeconds;
            boolean isEarlier = second >= begin && second < begin + earlierSeconds;
            tell(all, isEarlier ? earlierLines : WELL, second);
        }
        for (int second = 0; second < TROUBLE_SECONDS; second += STEP_SECONDS) {
            tell(all, lines, WELL_SECONDS + second);
        }
        Script script = Script.of(all.toArray(String[]::new));
        return script.course(WELL_SECONDS, WELL_SECONDS + TROUBLE_SECONDS, WELL_SECONDS);
    }

    private static void tell(List<String> all, Map<String, String> lines, int second) {
        new TreeMap<>(lines)
                .forEach((key, line) ->
                        all.add("%d host-a/1 %s %s".formatted(second + STEP_SECONDS / 2, key.split(" ")[0], line)));
    }
}
