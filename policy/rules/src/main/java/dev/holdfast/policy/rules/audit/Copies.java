package dev.holdfast.policy.rules.audit;

import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyResource;
import java.util.List;

/** Log groups that only hold a copy: the trail's is there for alarms, and its entries are kept in the log archive. */
final class Copies {
    /** By which a configuration names them. */
    static final Property PROPERTY = Property.strings(
                    "copies", "log groups, by their names in the program, whose entries are kept elsewhere")
            .byDefault(List.of("trail"));

    private Copies() {}

    /** Whether a log group is one, by the configuration of the rule that asks. */
    static boolean contain(PolicyResource group, Evaluation evaluation) {
        return evaluation.configuration().get(PROPERTY.name()).strings().contains(group.name());
    }
}
