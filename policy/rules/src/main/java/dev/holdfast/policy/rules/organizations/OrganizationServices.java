package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.prowler;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.ArrayList;
import java.util.List;

/** ORG-02. Types of policies and trusted access are enabled. */
final class OrganizationServices implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-02", "organizations-services", Severity.HIGH)
                .description("The types of policies and the services that the landing zone needs are enabled.")
                .why(
                        "A policy of a type that is not enabled cannot be attached, and a service without trusted access watches no account.")
                .mend("Add what is missing to enabledPolicyTypes and awsServiceAccessPrincipals.")
                .control(prowler("organizations_opt_out_ai_services_policy"))
                .control(prowler("organizations_tags_policies_enabled_and_attached"))
                .schema(ConfigurationSchema.of(
                        Property.strings("policyTypes", "the types of policies")
                                .byDefault(List.of(
                                        "SERVICE_CONTROL_POLICY",
                                        "RESOURCE_CONTROL_POLICY",
                                        "TAG_POLICY",
                                        "AISERVICES_OPT_OUT_POLICY")),
                        Property.strings("services", "the principals of the services with trusted access")
                                .byDefault(List.of(
                                        "backup.amazonaws.com",
                                        "cloudtrail.amazonaws.com",
                                        "config.amazonaws.com",
                                        "sso.amazonaws.com"))))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:organizations/organization:Organization");
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        missing(resource, "enabledPolicyTypes", "policyTypes", evaluation);
        missing(resource, "awsServiceAccessPrincipals", "services", evaluation);
    }

    private static void missing(PolicyResource resource, String property, String wanted, Evaluation evaluation) {
        var missing = new ArrayList<>(evaluation.configuration().get(wanted).strings());
        missing.removeAll(resource.property(property).strings());
        if (!missing.isEmpty()) {
            evaluation.violation(property + " lacks " + String.join(", ", missing));
        }
    }
}
