package dev.holdfast.policy.rules.state;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.Value;
import java.util.ArrayList;
import java.util.List;

/** GOV-01. */
final class DefaultTags implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-01", "default-tags", Severity.MEDIUM)
                .description("Each provider tags everything that it makes.")
                .why("Without tags nobody knows whose a resource is, and bills cannot be divided.")
                .mend("Give the provider defaultTags with Tags.workload(...) or Tags.organization().")
                .schema(ConfigurationSchema.of(Property.strings("keys", "the tags that everything has")
                        .byDefault(List.of("project", "environment"))))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("pulumi:providers:aws");
    }

    @Override
    public void validate(PolicyResource one, Evaluation evaluation) {
        var tags = one.property("defaultTags");
        var given = tags.isAbsent() ? List.<String>of() : names(tags);
        var missing = evaluation.configuration().get("keys").strings().stream()
                .filter(key -> !given.contains(key))
                .toList();
        if (!missing.isEmpty()) {
            evaluation.violation("defaultTags lacks " + String.join(", ", missing));
        }
    }

    /** A provider's lists and objects are texts of JSON. */
    private static List<String> names(Value tags) {
        var names = new ArrayList<String>();
        tags.json().path("tags").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
