package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.TreeMap;

/** ORG-06. No two accounts have one e-mail address. */
final class AccountsHaveEmailsOfTheirOwn implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-06", "organizations-account-emails-differ", Severity.HIGH)
                .description("No two accounts have the same e-mail address, whatever its case.")
                .why("AWS refuses the second one, minutes after the first was created.")
                .mend("Give each account an address of its own, such as aws+dev@example.com.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var owners = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        stack.resources("aws:organizations/organization:Organization").stream()
                .map(organization -> organization.property("masterAccountEmail").raw())
                .filter(String.class::isInstance)
                .forEach(email -> owners.put((String) email, "the management account"));
        evaluation.forEach(stack.resources("aws:organizations/account:Account"), account -> {
            var other = owners.putIfAbsent(account.property("email").string(), account.name());
            if (other != null) {
                evaluation.violation(account, "has the e-mail address of " + other);
            }
        });
    }
}
