package dev.holdfast.organization.people;

import dev.holdfast.organization.DataAccess;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * What a person can be in an account, as a permission set of IAM Identity Center.
 *
 * @param session how long a session lasts, as ISO 8601; Identity Center allows one to twelve hours
 * @param managed the names of AWS's own policies
 * @param inline what is allowed or denied besides
 */
record AccessLevel(String name, String description, String session, List<String> managed, Optional<IamPolicy> inline) {
    static final AccessLevel ADMINISTRATOR = new AccessLevel(
            "administrator",
            "Everything that guardrails allow",
            "PT4H",
            List.of("AdministratorAccess"),
            Optional.empty());

    static final AccessLevel DEVELOPER = new AccessLevel(
            "developer",
            "Everything but IAM, Organizations and the account itself",
            "PT8H",
            List.of("PowerUserAccess"),
            Optional.empty());

    static final AccessLevel READ_ONLY = new AccessLevel(
            "read-only",
            "Reads configurations, metrics and logs; no data and no secrets",
            "PT8H",
            List.of("ReadOnlyAccess"),
            Optional.of(IamPolicy.create(DataAccess.denied(List.of()))));

    static final AccessLevel BILLING = new AccessLevel(
            "billing", "Invoices, costs and budgets", "PT4H", List.of("job-function/Billing"), Optional.empty());

    static final AccessLevel BREAK_GLASS = new AccessLevel(
            "break-glass",
            "Administrator in an emergency, whom guardrails let delete; each use raises an alarm",
            "PT1H",
            List.of("AdministratorAccess"),
            Optional.empty());

    static final List<AccessLevel> ALL = List.of(ADMINISTRATOR, DEVELOPER, READ_ONLY, BILLING, BREAK_GLASS);
}
