package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;

/** VPC-05. */
final class ClosedAccounts implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("VPC-05", "vpc-closed-accounts", Severity.LOW)
                .description("Accounts that serve nobody on the internet block public access to their VPCs.")
                .why(
                        "Logs and backups need no way to the internet, so what somebody opens there by mistake or on purpose stays closed.")
                .mend(
                        "Add a VpcBlockPublicAccessOptions with internetGatewayBlockMode(\"block-bidirectional\") for the account's provider.")
                .control(securityHub("EC2.172"))
                .schema(ConfigurationSchema.of(Property.strings("accounts", "the providers of accounts that are closed")
                        .byDefault(List.of("account-log-archive", "account-backup", "account-security"))))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var closed = stack.resources("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions").stream()
                .filter(options ->
                        options.property("internetGatewayBlockMode").string("").equals("block-bidirectional"))
                .flatMap(options -> options.provider().stream())
                .map(PolicyResource.Provider::urn)
                .toList();
        var accounts = evaluation.configuration().get("accounts").strings();
        evaluation.forEach(stack.resources("pulumi:providers:aws"), provider -> {
            if (accounts.contains(provider.name()) && !closed.contains(provider.urn())) {
                evaluation.violation(provider, provider.name() + " does not block the internet");
            }
        });
    }
}
