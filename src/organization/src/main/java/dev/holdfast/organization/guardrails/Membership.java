package dev.holdfast.organization.guardrails;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** No account leaves the organization, and none closes itself: both are done from the management account. */
final class Membership {
    private Membership() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "membership",
                PolicyType.SERVICE_CONTROL_POLICY,
                "No account can leave the organization or close itself",
                Guardrail.ROOT,
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(
                List.of(Deny.actions("Leave", List.of("organizations:LeaveOrganization", "account:CloseAccount"))
                        .build()));
    }
}
