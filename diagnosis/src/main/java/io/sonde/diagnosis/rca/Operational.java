// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What goes wrong without anybody's change: said in the complaints, or seen in the numbers.
 *
 * @param value how much speaks for it, 0 to 1
 */
record Operational(FaultKind kind, double value, String reason, Culprit.Remedy remedy) {
    private static final double EACH = .3;
    private static final double MOST = .6;

    /** What numbers add to words. */
    private static final double SEEN = .5;

    /** So many times the requests are a surge. */
    private static final double SURGE = 1.8;

    private static final Pattern REQUEST_RATE =
            Pattern.compile("requests?_per_sec|requests_per_second|rps|request_rate|qps");
    private static final Pattern NODE_SERIES = Pattern.compile("^(node_|host_|gke-|ip-\\d)");
    private static final Pattern NODE_NAME = Pattern.compile("^(node-|gke-|ip-\\d)");

    private record Sign(FaultKind kind, String name, Culprit.Remedy remedy, Pattern said) {}

    private static final List<Sign> SIGNS = List.of(
            sign(
                    FaultKind.CERTIFICATE,
                    "expired certificate",
                    Culprit.Remedy.RENEW_CERTIFICATE,
                    "x509|certificate.{0,30}expired|expired.{0,30}certificate|notafter|cert.{0,20}expir"),
            sign(
                    FaultKind.EXTERNAL,
                    "external provider",
                    Culprit.Remedy.ASK_PROVIDER,
                    "(provider|third.?party|external|vendor|partner|upstream api|cloud).{0,60}(outage|unavailable|5\\d\\d|timeout"
                            + "|degrad|down|incident)|status page|availability zone|region.{0,20}(outage|degraded|impaired)"),
            sign(
                    FaultKind.INPUT,
                    "bad input data",
                    Culprit.Remedy.PURGE_INPUT,
                    "out of range|malformed|poison|redeliver|same offset|corrupt(ed)? record|invalid (record|payload|utf)"),
            sign(
                    FaultKind.NOISY_NEIGHBOUR,
                    "noisy neighbour or node",
                    Culprit.Remedy.MOVE,
                    "noisy|cfs|cpu contended|node .{0,40}(pressure|load|notready)|evict|disk pressure|neighbou?r|hardware|ecc "
                            + "|nic |link flap|preempt"),
            sign(
                    FaultKind.OVERLOAD,
                    "overload",
                    Culprit.Remedy.SCALE,
                    "shedding load|worker pool saturated|server overloaded|request volume|autoscaler|surge"),
            sign(
                    FaultKind.NAME_SERVICE,
                    "network or name service",
                    Culprit.Remedy.FIX_NETWORK,
                    "packet loss|nxdomain|servfail|dns .{0,30}(fail|timeout)|bgp|partition(ed)? from"),
            sign(
                    FaultKind.QUOTA,
                    "quota or limit of a provider",
                    Culprit.Remedy.ASK_PROVIDER,
                    "quota exceeded|account limit|billing|service limit"));

    private static Sign sign(FaultKind kind, String name, Culprit.Remedy remedy, String said) {
        return new Sign(kind, name, remedy, Pattern.compile(said));
    }

    /** The one for which most speaks. */
    static Optional<Operational> strongest(Set<String> said, List<Moved> moved, Set<String> concerned) {
        return SIGNS.stream()
                .map(sign -> weigh(sign, said, moved, concerned))
                .filter(found -> found.value > 0)
                .max(Comparator.comparingDouble(Operational::value).thenComparing(Operational::kind));
    }

    private static Operational weigh(Sign sign, Set<String> said, List<Moved> moved, Set<String> concerned) {
        long heard = said.stream()
                .filter(text -> sign.said.matcher(text.toLowerCase(Locale.ROOT)).find())
                .count();
        boolean seen = switch (sign.kind) {
            case OVERLOAD ->
                moved.stream()
                        .anyMatch(series -> concerned.contains(series.service())
                                && REQUEST_RATE.matcher(series.name()).find()
                                && series.onset().ratio() > SURGE);
            case NOISY_NEIGHBOUR ->
                moved.stream()
                        .anyMatch(series -> NODE_SERIES.matcher(series.name()).find()
                                || NODE_NAME.matcher(series.service()).find());
            default -> false;
        };
        double value = Math.min(MOST, EACH * heard) + (seen ? SEEN : 0);
        return new Operational(sign.kind, value, sign.name, sign.remedy);
    }

    /** A series that left its level. */
    record Moved(String service, String name, Onset onset) {}
}
