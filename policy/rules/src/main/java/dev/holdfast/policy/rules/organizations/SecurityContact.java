package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/** ORG-10. AWS knows whom to tell about each account. */
final class SecurityContact implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-10", "organizations-account-security-contact", Severity.LOW)
                .description("Each account has an alternate contact for security.")
                .why("AWS tells of a leaked key by e-mail: without this contact, only to the root user's address.")
                .mend(
                        "Declare an AlternativeContact with alternateContactType(\"SECURITY\") and accountId for each account.")
                .control(securityHub("Account.1"))
                .control(cis("1.2"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:organizations/account:Account"), account -> {
            if (stack.referring("aws:account/alternativeContact:AlternativeContact", "accountId", account).stream()
                    .noneMatch(contact ->
                            contact.property("alternateContactType").string().equals("SECURITY"))) {
                evaluation.violation(account, "has no alternate contact for security");
            }
        });
    }
}
