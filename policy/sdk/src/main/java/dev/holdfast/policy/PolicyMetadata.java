package dev.holdfast.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a rule is called and why it is there: what a person reads who broke it.
 *
 * <pre>{@code
 * PolicyMetadata.named("rds-deletion-protection")
 *         .description("The database cannot be deleted through the RDS API.")
 *         .why("Pulumi's protect stops Pulumi only, not the API or the console.")
 *         .mend("Set deletionProtection(true).")
 *         .severity(Severity.HIGH)
 *         .control("AWS Security Hub", "RDS.8", "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html")
 *         .level(EnforcementLevel.MANDATORY)
 *         .build();
 * }</pre>
 */
public final class PolicyMetadata {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final String name;
    private final String description;
    private final String why;
    private final String mend;
    private final String url;
    private final Severity severity;
    private final List<Control> controls;
    private final List<String> tags;
    private final Function<StackIdentity, EnforcementLevel> level;
    private final ConfigurationSchema schema;

    private PolicyMetadata(Builder builder) {
        name = builder.name;
        description = builder.description;
        why = builder.why;
        mend = builder.mend;
        url = builder.url;
        severity = builder.severity;
        controls = List.copyOf(builder.controls);
        tags = List.copyOf(builder.tags);
        level = builder.level;
        schema = builder.schema;
    }

    /**
     * Begins the metadata of a rule.
     *
     * @param name lower-case words with hyphens; configuration files and exemptions use it
     * @throws IllegalArgumentException if it is not
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Lower-case words with hyphens. */
    public String name() {
        return name;
    }

    /** What holds where the rule is kept, in one sentence. */
    public String description() {
        return description;
    }

    /** Why it matters; empty if nobody said. */
    public String why() {
        return why;
    }

    /** How to mend a violation; empty if nobody said. */
    public String mend() {
        return mend;
    }

    /** Where more can be read; empty if nowhere. */
    public String url() {
        return url;
    }

    public Severity severity() {
        return severity;
    }

    /** The published requirements that it checks. */
    public List<Control> controls() {
        return controls;
    }

    /** Words by which rules are grouped. */
    public List<String> tags() {
        return tags;
    }

    /** What a violation does in a stack, unless a configuration file says otherwise. */
    public EnforcementLevel level(StackIdentity stack) {
        return level.apply(stack);
    }

    /** What can be configured. */
    public ConfigurationSchema schema() {
        return schema;
    }

    /** Collects what a rule says of itself. */
    public static final class Builder {
        private final String name;
        private String description = "";
        private String why = "";
        private String mend = "";
        private String url = "";
        private Severity severity = Severity.MEDIUM;
        private final List<Control> controls = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private Function<StackIdentity, EnforcementLevel> level = stack -> EnforcementLevel.ADVISORY;
        private ConfigurationSchema schema = ConfigurationSchema.EMPTY;

        private Builder(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a rule is called '" + name
                        + "', allowed are lower-case words with hyphens, such as rds-deletion-protection");
            }
            if (name.equals("all")) {
                throw new IllegalArgumentException("'all' means every rule in a configuration file; call it otherwise");
            }
            this.name = name;
        }

        public Builder description(String description) {
            this.description = Objects.requireNonNull(description);
            return this;
        }

        public Builder why(String why) {
            this.why = Objects.requireNonNull(why);
            return this;
        }

        public Builder mend(String mend) {
            this.mend = Objects.requireNonNull(mend);
            return this;
        }

        public Builder url(String url) {
            this.url = Objects.requireNonNull(url);
            return this;
        }

        public Builder severity(Severity severity) {
            this.severity = Objects.requireNonNull(severity);
            return this;
        }

        /** A published requirement; the first one is the framework that Pulumi is told. */
        public Builder control(String framework, String id, String url) {
            controls.add(new Control(framework, id, url));
            return this;
        }

        public Builder control(Control control) {
            controls.add(control);
            return this;
        }

        public Builder tag(String tag) {
            tags.add(tag);
            return this;
        }

        /** The same level in every stack. */
        public Builder level(EnforcementLevel level) {
            Objects.requireNonNull(level);
            return level(stack -> level);
        }

        /** A level that depends on the stack; it is asked with {@link StackIdentity#UNKNOWN} too. */
        public Builder level(Function<StackIdentity, EnforcementLevel> level) {
            this.level = Objects.requireNonNull(level);
            return this;
        }

        public Builder schema(ConfigurationSchema schema) {
            this.schema = Objects.requireNonNull(schema);
            return this;
        }

        /** @throws IllegalStateException without a description */
        public PolicyMetadata build() {
            if (description.isBlank()) {
                throw new IllegalStateException("rule " + name + " has no description");
            }
            return new PolicyMetadata(this);
        }
    }
}
