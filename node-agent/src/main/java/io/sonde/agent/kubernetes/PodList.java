// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import com.google.gson.stream.JsonReader;
import io.sonde.agent.runtime.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Picks the owner of each pod out of the kubelet's list while it comes in: megabytes, of which nearly nothing is kept. */
final class PodList {
    /** A node runs at most some hundred pods. */
    private static final int MAX_PODS = 5_000;

    private final Map<String, Owner> owners = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private String uid = "";
    private String node = "";
    private boolean fromFile;
    private Reference owner = Reference.NONE;
    private Reference reference = Reference.NONE;

    private record Reference(String kind, String name, boolean controller) {
        static final Reference NONE = new Reference("", "", false);
    }

    private PodList() {}

    /** Owners by the pods' uids. */
    static Map<String, Owner> read(InputStream in) throws IOException {
        try (JsonReader reader = new JsonReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var list = new PodList();
            Json.object(Map.of("items", Json.array(list::pod))).read(reader);
            return list.owners;
        } catch (IllegalStateException e) {
            throw new IOException("no list of pods: " + e.getMessage(), e);
        }
    }

    private void pod(JsonReader in) throws IOException {
        labels.clear();
        uid = "";
        node = "";
        fromFile = false;
        owner = Reference.NONE;
        Json.object(Map.of(
                        "metadata",
                        Json.object(Map.of(
                                "uid", Json.text(text -> uid = text),
                                "labels", Json.texts(this::label),
                                "annotations", Json.texts(this::annotation),
                                "ownerReferences", Json.array(this::reference))),
                        "spec",
                        Json.object(Map.of("nodeName", Json.text(text -> node = text)))))
                .read(in);
        if (owners.size() < MAX_PODS) {
            owners.put(
                    uid,
                    fromFile ? new Owner("Node", node, "") : new Owner(owner.kind(), owner.name(), templateHash()));
        }
    }

    private void label(String key, String value) {
        if (key.endsWith("pod-template-hash")) {
            labels.put(key, value);
        }
    }

    /** Argo's rollouts name theirs differently. */
    private String templateHash() {
        return labels.getOrDefault("pod-template-hash", labels.getOrDefault("rollouts-pod-template-hash", ""));
    }

    /** A pod that a file on the node describes has no owner in the kubelet's own list. */
    private void annotation(String key, String value) {
        if (key.equals("kubernetes.io/config.source")) {
            fromFile = !value.equals("api");
        }
    }

    /** The controller among several owners, else the first. */
    private void reference(JsonReader in) throws IOException {
        reference = Reference.NONE;
        Json.object(Map.of(
                        "kind",
                        Json.text(kind -> reference = new Reference(kind, reference.name(), reference.controller())),
                        "name",
                        Json.text(name -> reference = new Reference(reference.kind(), name, reference.controller())),
                        "controller",
                        value -> reference = new Reference(reference.kind(), reference.name(), value.nextBoolean())))
                .read(in);
        if (reference.controller() || owner.kind().isEmpty()) {
            owner = reference;
        }
    }
}
