// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import io.sonde.agent.kubernetes.Workload.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pod's name says about its workload, where nobody tells its owner. Kubernetes makes endings from these letters and digits
 * only, so that few names of people look like one.
 */
final class PodName {
    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";

    /** {@code web-7d4b9c6f5d-x2k8p}: a hash of the template, then five letters. */
    private static final Pattern DEPLOYMENT = Pattern.compile("(.+)-" + RANDOM + "{6,10}-" + RANDOM + "{5}");
    /** {@code backup-29012345-x2k8p}: the minute that it was due, since 1970. */
    private static final Pattern CRON_JOB = Pattern.compile("(.+)-\\d{8}(?:-\\d+)?-" + RANDOM + "{5}");
    /** {@code web-0}. */
    private static final Pattern STATEFUL_SET = Pattern.compile("(.+)-\\d{1,5}");
    /** {@code log-x2k8p}: a daemon set's or a job's. */
    private static final Pattern FIVE_LETTERS = Pattern.compile("(.+)-" + RANDOM + "{5}");

    private static final Pattern DIGIT = Pattern.compile(".*\\d.*");

    private PodName() {}

    /** @param node pods that a file on the node describes end in its name */
    static Workload workload(String pod, String node) {
        if (!node.isEmpty() && pod.endsWith("-" + node)) {
            return new Workload(Kind.STATIC_POD, pod.substring(0, pod.length() - node.length() - 1));
        }
        Matcher cron = CRON_JOB.matcher(pod);
        if (cron.matches()) {
            return new Workload(Kind.CRON_JOB, cron.group(1));
        }
        Matcher deployment = DEPLOYMENT.matcher(pod);
        if (deployment.matches() && isHash(pod, deployment.group(1))) {
            return new Workload(Kind.DEPLOYMENT, deployment.group(1));
        }
        Matcher ordinal = STATEFUL_SET.matcher(pod);
        if (ordinal.matches()) {
            return new Workload(Kind.STATEFUL_SET, ordinal.group(1));
        }
        Matcher letters = FIVE_LETTERS.matcher(pod);
        return letters.matches() ? new Workload(Kind.DAEMON_SET, letters.group(1)) : new Workload(Kind.POD, pod);
    }

    /** A word of the same letters without any digit is rather a part of the name: six of nine hashes' letters are no digits. */
    private static boolean isHash(String pod, String name) {
        String hash = pod.substring(name.length() + 1, pod.lastIndexOf('-'));
        return DIGIT.matcher(hash).matches();
    }
}
