package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;

/** ORG-09. In an account of production, a service control policy denies to delete what holds state. */
final class ProductionKeepsItsState implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-09", "organizations-production-keeps-its-state", Severity.HIGH)
                .description("The accounts of production are denied to delete databases, buckets and keys.")
                .why("Deletion protection is a switch that the deploying role can turn off; a guardrail is not.")
                .mend("Attach a service control policy to production's unit that denies it to all but break-glass.")
                .schema(ConfigurationSchema.of(
                        Property.strings("units", "the names of production's units")
                                .byDefault(List.of("Production", "Prod")),
                        Property.strings("denied", "the actions that are denied there")
                                .byDefault(
                                        List.of("rds:DeleteDBInstance", "s3:DeleteBucket", "kms:ScheduleKeyDeletion"))))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var guardrails = new Guardrails(stack);
        var units = evaluation.configuration().get("units").strings();
        evaluation.forEach(stack.resources("aws:organizations/account:Account"), account -> {
            if (guardrails.line(account).stream()
                    .skip(1)
                    .noneMatch(unit -> units.contains(unit.property("name").string("")))) {
                return;
            }
            for (var action : evaluation.configuration().get("denied").strings()) {
                if (!guardrails.denies(account, Guardrails.ofAction(action))) {
                    evaluation.violation(
                            account,
                            "nothing denies " + action + ": " + AccountHasGuardrails.line(guardrails, account));
                }
            }
        });
    }
}
