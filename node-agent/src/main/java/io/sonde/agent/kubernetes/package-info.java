// SPDX-License-Identifier: Apache-2.0

/**
 * Which workload a container of Kubernetes belongs to: by the owners that the kubelet tells, else by the pod's name. Start at
 * {@link io.sonde.agent.kubernetes.Workloads}.
 */
@NullMarked
package io.sonde.agent.kubernetes;

import org.jspecify.annotations.NullMarked;
