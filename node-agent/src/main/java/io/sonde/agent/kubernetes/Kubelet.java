// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * Asks the kubelet of this node for its pods. The service account's token is sent to a kubelet whose certificate was checked, or
 * where checking it was switched off.
 *
 * @param address {@code https://NODE:10250}, or {@code http://NODE:10255} without authentication
 * @param account directory of the service account's files
 */
public record Kubelet(URI address, boolean verify, Path account) {
    /** Where Kubernetes puts them in every pod. */
    public static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** It answers from memory in milliseconds; containers wait for their names meanwhile. */
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(1).toMillis();

    /** Owners by the uids of pods; the message of a failure says what to do where that is known. */
    Map<String, Owner> pods() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve("/pods").toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        if (connection instanceof HttpsURLConnection encrypted) {
            KubeletTrust.apply(encrypted, verify, account.resolve("ca.crt"));
            Path token = account.resolve("token");
            if (Files.isReadable(token)) {
                encrypted.setRequestProperty(
                        "Authorization", "Bearer " + Files.readString(token).strip());
            }
        }
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("it answered " + status + meaning(status));
            }
            try (InputStream in = connection.getInputStream()) {
                return PodList.read(in);
            }
        } finally {
            connection.disconnect();
        }
    }

    private static String meaning(int status) {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN
                ? "; the service account needs the right to get nodes/proxy"
                : "";
    }
}
