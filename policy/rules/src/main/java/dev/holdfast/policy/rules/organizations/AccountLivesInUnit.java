package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/** ORG-05. An account is in a unit, and can be reached. */
final class AccountLivesInUnit implements StackPolicy {
    private static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";

    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-05", "organizations-account-lives-in-unit", Severity.HIGH)
                .description("Each account is in an organizational unit, and the management account has a role in it.")
                .why(
                        "An account at the root has none of the guardrails of the units, and one without the role can be reached by nobody.")
                .mend("Set parentId to the id of an organizational unit, and roleName.")
                .control(securityHub("Account.2"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:organizations/account:Account"), account -> {
            if (account.property("roleName").string("").isEmpty()) {
                evaluation.violation(account, "has no roleName");
            }
            var parent = account.property("parentId");
            if (parent.isAbsent() || !parent.isUnknown() && parent.string().startsWith("r-")) {
                evaluation.violation(account, "is at the root of the organization");
            } else if (parent.isUnknown()
                    && stack.reference(account, "parentId", UNIT, "aws:organizations/organization:Organization")
                            .filter(found -> found.type().equals(UNIT))
                            .isEmpty()) {
                evaluation.violation(account, "is at the root of the organization");
            }
        });
    }
}
