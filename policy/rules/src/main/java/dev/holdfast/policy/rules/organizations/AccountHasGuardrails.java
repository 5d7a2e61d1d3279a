package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.prowler;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;
import java.util.stream.Collectors;

/** ORG-08. A policy of the account, of a unit around it or of the root denies what no account may do. */
final class AccountHasGuardrails implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-08", "organizations-account-has-guardrails", Severity.HIGH)
                .description("Each account is denied to leave, other regions, and to stop what watches it.")
                .why("An administrator of one account must not be able to get out of the organization's sight.")
                .mend("Attach a service control policy that denies it to the account's unit, or to the root.")
                .control(prowler("organizations_scp_check_deny_regions"))
                .schema(ConfigurationSchema.of(Property.strings("denied", "the actions that each account is denied")
                        .byDefault(List.of(
                                "organizations:LeaveOrganization",
                                "cloudtrail:StopLogging",
                                "guardduty:DeleteDetector",
                                "securityhub:DisableSecurityHub"))))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var guardrails = new Guardrails(stack);
        evaluation.forEach(stack.resources("aws:organizations/account:Account"), account -> {
            for (var action : evaluation.configuration().get("denied").strings()) {
                if (!guardrails.denies(account, Guardrails.ofAction(action))) {
                    evaluation.violation(account, "nothing denies " + action + ": " + line(guardrails, account));
                }
            }
            if (!guardrails.denies(account, Guardrails::ofRegions)) {
                evaluation.violation(account, "nothing denies other regions: " + line(guardrails, account));
            }
        });
    }

    static String line(Guardrails guardrails, PolicyResource account) {
        return guardrails.line(account).stream().map(PolicyResource::name).collect(Collectors.joining(" in "));
    }
}
