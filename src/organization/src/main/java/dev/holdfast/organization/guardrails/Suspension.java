package dev.holdfast.organization.guardrails;

import dev.holdfast.organization.Unit;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** In an account that waits for its closure, nobody does anything but the landing zone. */
final class Suspension {
    private Suspension() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "suspension",
                PolicyType.SERVICE_CONTROL_POLICY,
                "Only the landing zone acts in an account that waits for its closure",
                List.of(Unit.SUSPENDED),
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(Deny.actions("Everything", List.of("*"))
                .conditions(Deny.exceptBy(List.of(Principals.LANDING_ZONE)))
                .build()));
    }
}
