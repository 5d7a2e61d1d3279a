package dev.holdfast.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Rules that belong together, and the exemptions from them.
 *
 * <pre>{@code
 * PolicyPack.named("acme")
 *         .version("1.0.0")
 *         .description("What Acme's stacks have in common")
 *         .policy(new EncryptedDatabase())
 *         .exemptions(Exemptions.read(Path.of("exemptions.yaml")))
 *         .build();
 * }</pre>
 *
 * @param name lower-case words with hyphens
 * @param version as in PulumiPolicy.yaml, whose version the engine shows
 * @param description one sentence
 * @param policies its rules; their names differ
 * @param exemptions from them
 */
public record PolicyPack(
        String name, String version, String description, List<Policy> policies, Exemptions exemptions) {
    /** Stands for the pack itself where an exemption is over. */
    static final PolicyMetadata EXPIRED = PolicyMetadata.named("expired-exemption")
            .description("No exemption outlives the day until which somebody answers for it.")
            .mend("Mend the resource and delete the exemption, or give it a new day in a reviewed change.")
            .severity(Severity.HIGH)
            .level(EnforcementLevel.MANDATORY)
            .build();

    public PolicyPack {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        policies = List.copyOf(policies);
        var problems = new ArrayList<String>();
        var names = new HashSet<String>();
        for (var policy : policies) {
            var rule = policy.metadata().name();
            if (rule.equals(EXPIRED.name())) {
                problems.add("'" + rule + "' is a rule of every pack; call it otherwise");
            } else if (!names.add(rule)) {
                problems.add("two rules are called '" + rule + "'");
            }
        }
        for (var exemption : exemptions.all()) {
            if (!names.contains(exemption.rule())) {
                problems.add("an exemption of " + exemption.owner() + " names the rule '" + exemption.rule()
                        + "', which is not in this pack" + Configuration.nearest(exemption.rule(), names));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    /** Begins a pack. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects a pack. */
    public static final class Builder {
        private final String name;
        private final List<Policy> policies = new ArrayList<>();
        private String version = "0.0.1";
        private String description = "";
        private Exemptions exemptions = Exemptions.NONE;

        private Builder(String name) {
            this.name = name;
        }

        public Builder version(String version) {
            this.version = version;
            return this;
        }

        public Builder description(String description) {
            this.description = description;
            return this;
        }

        public Builder policy(Policy policy) {
            policies.add(policy);
            return this;
        }

        public Builder policies(List<? extends Policy> more) {
            policies.addAll(more);
            return this;
        }

        public Builder exemptions(Exemptions exemptions) {
            this.exemptions = exemptions;
            return this;
        }

        /** @throws IllegalArgumentException if two rules have one name, or an exemption names none of them */
        public PolicyPack build() {
            return new PolicyPack(name, version, description, policies, exemptions);
        }
    }
}
