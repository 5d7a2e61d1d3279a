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
 */
public final class PolicyPack {
    /** Stands for the pack itself where an exemption is over. */
    static final PolicyMetadata EXPIRED = PolicyMetadata.named("expired-exemption")
            .description("No exemption outlives the day until which somebody answers for it.")
            .mend("Mend the resource and delete the exemption, or give it a new day in a reviewed change.")
            .severity(Severity.HIGH)
            .level(EnforcementLevel.MANDATORY)
            .build();

    private final String name;
    private final String version;
    private final String description;
    private final List<Described> described;
    private final Exemptions exemptions;

    /** A rule with what it says of itself, which it is asked for once: it is asked about thousands of resources. */
    record Described(Policy policy, PolicyMetadata metadata, ResourceTypes types) {
        static Described of(Policy policy) {
            return new Described(
                    policy,
                    policy.metadata(),
                    policy instanceof ResourcePolicy rule ? rule.types() : ResourceTypes.ALL);
        }
    }

    private PolicyPack(Builder builder) {
        name = Objects.requireNonNull(builder.name, "name");
        version = Objects.requireNonNull(builder.version, "version");
        description = Objects.requireNonNull(builder.description, "description");
        exemptions = builder.exemptions;
        described = builder.policies.stream().map(Described::of).toList();
        var problems = new ArrayList<String>();
        var names = new HashSet<String>();
        for (var rule : described) {
            var called = rule.metadata().name();
            if (called.equals(EXPIRED.name())) {
                problems.add("'" + called + "' is a rule of every pack; call it otherwise");
            } else if (!names.add(called)) {
                problems.add("two rules are called '" + called + "'");
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

    /** Lower-case words with hyphens. */
    public String name() {
        return name;
    }

    /** As in PulumiPolicy.yaml, whose version the engine shows. */
    public String version() {
        return version;
    }

    /** One sentence; empty if nobody said. */
    public String description() {
        return description;
    }

    /** Its rules; their names differ. */
    public List<Policy> policies() {
        return described.stream().map(Described::policy).toList();
    }

    /** From its rules. */
    public Exemptions exemptions() {
        return exemptions;
    }

    List<Described> described() {
        return described;
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
            return new PolicyPack(this);
        }
    }
}
