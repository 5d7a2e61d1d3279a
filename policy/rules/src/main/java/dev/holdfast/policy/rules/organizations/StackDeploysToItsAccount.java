package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * ORG-12. Each provider of AWS is bound to one account by allowedAccountIds, and the role that it assumes is that
 * account's; all providers of a workload are bound to the same one. The stack that declares the organization has a provider
 * for each account, and may use the credentials that it was started with for the management account.
 */
final class StackDeploysToItsAccount implements StackPolicy {
    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::(\\d{12}):role/.+");

    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-12", "organizations-stack-deploys-to-its-account", Severity.CRITICAL)
                .description("Every resource has a provider that can reach one account only, the stack's own.")
                .why("With somebody's other profile, dev is deployed into prod's account, and nothing refuses it.")
                .mend(
                        "Give each resource a provider with allowedAccountIds of the stack's account, and assume the role of that"
                                + " account.")
                .control("sst", "#1737", "https://github.com/sst/sst/issues/1737")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        boolean organization =
                !stack.resources("aws:organizations/organization:Organization").isEmpty();
        var seen = new TreeSet<String>();
        evaluation.forEach(stack.resources("pulumi:providers:aws"), provider -> {
            var allowed = accounts(provider);
            var role = role(provider);
            if (organization && role.isEmpty() && allowed.isEmpty()) {
                return;
            }
            if (allowed.size() != 1) {
                evaluation.violation(
                        provider,
                        allowed.isEmpty()
                                ? "has no allowedAccountIds: it deploys to whatever account its credentials are of; "
                                        + users(stack, provider)
                                : "may reach several accounts: " + String.join(", ", allowed));
                return;
            }
            if (!role.isEmpty() && !allowed.contains(role)) {
                evaluation.violation(
                        provider,
                        "assumes a role of account " + role + ", and is bound to " + String.join("", allowed));
            }
            seen.addAll(allowed);
            if (!organization && seen.size() > 1) {
                evaluation.violation(
                        provider, "the stack's providers lead to several accounts: " + String.join(", ", seen));
            }
        });
    }

    private static String users(PolicyStack stack, PolicyResource provider) {
        var users = stack.resources().stream()
                .filter(resource -> resource.provider()
                        .filter(one -> one.urn().equals(provider.urn()))
                        .isPresent())
                .map(PolicyResource::label)
                .toList();
        return users.isEmpty()
                ? "nothing uses it"
                : users.stream().limit(3).collect(Collectors.joining(", "))
                        + (users.size() > 3 ? " and " + (users.size() - 3) + " more use it" : " use it");
    }

    private static Set<String> accounts(PolicyResource provider) {
        var accounts = new LinkedHashSet<String>();
        var allowed = provider.property("allowedAccountIds");
        if (allowed.isPresent()) {
            allowed.json().forEach(account -> accounts.add(account.asText()));
        }
        return accounts;
    }

    private static String role(PolicyResource provider) {
        var assumed = provider.property("assumeRole");
        return assumed.isAbsent() ? roleIn(provider, "assumeRoles") : account(assumed);
    }

    private static String roleIn(PolicyResource provider, String path) {
        var assumed = provider.property(path);
        return assumed.isAbsent() ? "" : account(assumed);
    }

    /** The last role of a chain is the one that acts. */
    private static String account(Value assumed) {
        JsonNode role = assumed.json();
        if (role.isArray()) {
            role = role.path(role.size() - 1);
        }
        var matcher = ROLE.matcher(role.path("roleArn").asText());
        return matcher.matches() ? matcher.group(1) : "";
    }
}
