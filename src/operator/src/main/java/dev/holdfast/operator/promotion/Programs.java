package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a preview runs, which must have been built. */
record Programs(Holdfast holdfast) {
    /**
     * Makes sure that the program of a stack is there, and the policy pack where it judges.
     *
     * @throws Refused naming all that is missing
     */
    void demand(Target target, boolean policy) {
        var jars = new ArrayList<Path>();
        var program = target.isEnvironment() ? "workload" : "organization";
        jars.add(holdfast.root().resolve("src/" + program + "/target/" + program + ".jar"));
        if (policy) {
            jars.add(holdfast.root().resolve("policy/rules/target/holdfast-policy.jar"));
        }
        var missing = jars.stream()
                .filter(jar -> !Files.exists(jar))
                .map(Path::toString)
                .toList();
        if (!missing.isEmpty()) {
            throw new Refused("there is no " + String.join(", and no ", missing)
                    + "; build it with ./mvnw package -DskipTests, and run this again");
        }
    }

    /** What tells Pulumi of the policy pack, where it judges. */
    static List<String> policyOption(Holdfast holdfast, boolean policy) {
        return policy
                ? List.of("--policy-pack", holdfast.root().resolve("policy").toString())
                : List.of();
    }
}
