package dev.holdfast.organization.guardrails;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** What the guardrails' statements have in common: each denies, and says to whom it does not. */
final class Deny {
    private Deny() {}

    /** A statement that denies actions on all resources. */
    static IamStatement.Builder actions(String sid, List<String> actions) {
        return actionsOn(sid, actions, List.of("*"));
    }

    /** A statement that denies actions on some resources. */
    static IamStatement.Builder actionsOn(String sid, List<String> actions, List<String> resources) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.DENY)
                .actionIds(actions)
                .resourceIds(resources);
    }

    /** A statement that denies all actions but some. */
    static IamStatement.Builder allBut(String sid, List<String> actions) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.DENY)
                .notActionIds(actions)
                .addResource("*");
    }

    /** The condition that the request comes from none of these principals. */
    static List<IamCondition> exceptBy(List<String> principals) {
        return IamCondition.createAll(IamConditionOperator.ARN_NOT_LIKE, "aws:PrincipalArn", principals);
    }

    /** The condition that the request is no privileged task of the management account. */
    static IamCondition exceptByAssumedRoot() {
        return IamCondition.create(IamConditionOperator.NULL, Principals.ASSUMED_ROOT, "true");
    }
}
