// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.util.Arrays;

/** Holds the direction of dependencies between the modules: data flows one way, thinking is pure. */
@AnalyzeClasses(packages = "io.sonde", importOptions = DoNotIncludeTests.class)
class HouseTest {
    @ArchTest
    static final ArchRule DIAGNOSIS_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.sonde.diagnosis..")
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(
                            "io.sonde.diagnosis..",
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "java.math..",
                            "java.text..",
                            "org.jspecify..",
                            "org.jgrapht..")
                    // An address written out is a value; looking one up by name would be I/O.
                    .and(not(assignableTo(InetAddress.class))))
            .orShould()
            .callMethod(InetAddress.class, "getByName", String.class);

    @ArchTest
    static final ArchRule DIAGNOSIS_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("io.sonde.diagnosis..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule NAMES_DEPEND_ON_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("io.sonde.proto..")
            .should()
            .dependOnClassesThat(ours("io.sonde.proto"));

    @ArchTest
    static final ArchRule EXPORT_KNOWS_ONLY_NAMES = noClasses()
            .that()
            .resideInAPackage("io.sonde.otlp..")
            .should()
            .dependOnClassesThat(ours("io.sonde.otlp", "io.sonde.proto"));

    @ArchTest
    static final ArchRule AGENT_KNOWS_ONLY_EXPORT = noClasses()
            .that()
            .resideInAPackage("io.sonde.agent..")
            .should()
            .dependOnClassesThat(ours("io.sonde.agent", "io.sonde.otlp", "io.sonde.proto"));

    @ArchTest
    static final ArchRule ENGINE_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("io.sonde.clickhouse..")
            .should()
            .dependOnClassesThat(ours("io.sonde.clickhouse"));

    @ArchTest
    static final ArchRule SERVER_KNOWS_NAMES_AND_DIAGNOSIS = noClasses()
            .that()
            .resideInAPackage("io.sonde.server..")
            .should()
            .dependOnClassesThat(ours("io.sonde.server", "io.sonde.diagnosis", "io.sonde.proto"));

    /** So that each room can be read by itself: whoever knows all of a kind, such as the list of protocols, stands above them. */
    @ArchTest
    static final ArchRule NO_ROOMS_KNOW_EACH_OTHER_IN_CIRCLES =
            slices().matching("io.sonde.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NATIVE_MEMORY_STAYS_AT_THE_KERNEL = noClasses()
            .that()
            .resideInAPackage("io.sonde.agent..")
            .and()
            // The kernel writes into memory of ours at two places: the ring and maps, and netlink's messages.
            .resideOutsideOfPackages("io.sonde.agent.kernel..", "io.sonde.agent.libbpf..", "io.sonde.agent.conntrack..")
            .and()
            // Tells the kernel which pages of this process it no longer needs: memory, but nobody's data.
            .doNotHaveSimpleName("ColdPages")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..");

    private static DescribedPredicate<JavaClass> ours(String... allowed) {
        return describe(
                "are ours, outside of " + String.join(", ", allowed),
                type -> type.getPackageName().startsWith("io.sonde")
                        && Arrays.stream(allowed)
                                .noneMatch(prefix -> type.getPackageName().equals(prefix)
                                        || type.getPackageName().startsWith(prefix + ".")));
    }
}
