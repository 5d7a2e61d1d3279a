package dev.holdfast.policy.rules.backup;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** BKP-02. */
final class CopiedBackups implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("BKP-02", "backup-copies", Severity.HIGH)
                .description("Each rule of a backup plan copies to another vault, and keeps for 35 days or more.")
                .why("What is only in its own account is lost with that account; what is kept shortly is gone "
                        + "when it is noticed.")
                .mend("Give each rule a copyAction to the vault of the account backup, and a lifecycle of 35 "
                        + "days or more.")
                .level(Levels::production)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:backup/plan:Plan");
    }

    @Override
    public void validate(PolicyResource plan, Evaluation evaluation) {
        for (var rule : plan.property("rules").elements()) {
            var name = rule.get("ruleName").string("without a name");
            var copies = rule.get("copyActions");
            if (copies.isAbsent() || !copies.isUnknown() && copies.elements().isEmpty()) {
                evaluation.violation("rule " + name + " copies nowhere");
            }
            var days = rule.at("lifecycle.deleteAfter").integer(Integer.MAX_VALUE);
            if (days < 35) {
                evaluation.violation("rule " + name + " keeps for " + days + " days");
            }
        }
    }
}
