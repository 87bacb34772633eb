// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds what is set but means nothing: a mistyped key must not be silently without effect. */
public final class UnknownSettings {
    /** Variables that our other programs read, or that say how much to log, and so may stand in the same environment. */
    private static final Set<String> SHARED_VARIABLES =
            Set.of("SONDE_ENDPOINT", "SONDE_API_KEY", "SONDE_CLUSTER", "SONDE_LOG");

    /** The launchers' own: SONDE_SERVER_HEAP, SONDE_AGENT_HEAP, SONDE_JAVA_OPTIONS. */
    private static final Pattern LAUNCHER = Pattern.compile("SONDE_(\\w+_HEAP|JAVA_OPTIONS)");

    /** Set by the launcher as a system property: where the program is installed. */
    private static final String HOME = "sonde.home";

    /** Kubernetes puts these into every pod for each service of the namespace, also for one that is called sonde. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("SONDE(_.*)?_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_.*)?)");

    private UnknownSettings() {}

    /** @param all every setting that there is */
    public static Set<String> in(
            Collection<PropertySource> sources, Map<String, String> environment, List<Setting> all) {
        Set<String> known = all.stream().map(Setting::key).collect(Collectors.toSet());
        Set<String> unknown = sources.stream()
                .filter(source -> source.getConvention() != PropertyConvention.ENVIRONMENT_VARIABLE)
                .flatMap(source -> StreamSupport.stream(source.spliterator(), false))
                .filter(key -> key.startsWith(Setting.PREFIX) && !isKnown(key, known) && !key.equals(HOME))
                .collect(Collectors.toCollection(TreeSet::new));
        unknown.addAll(unknownVariables(environment.keySet(), all));
        return unknown;
    }

    private static boolean isKnown(String key, Set<String> known) {
        int index = key.indexOf('[');
        return known.contains(index < 0 ? key : key.substring(0, index));
    }

    private static Set<String> unknownVariables(Set<String> variables, List<Setting> all) {
        Set<String> known = all.stream().map(Setting::variable).collect(Collectors.toSet());
        return variables.stream()
                .filter(name -> name.startsWith("SONDE_"))
                .filter(name -> !known.contains(name) && !SHARED_VARIABLES.contains(name))
                .filter(name -> !SERVICE_LINK.matcher(name).matches()
                        && !LAUNCHER.matcher(name).matches())
                .collect(Collectors.toSet());
    }
}
