package dev.holdfast.workload.stateful;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** What a role is allowed. */
final class Permission {
    private Permission() {}

    static IamStatement to(List<String> actions, String resource) {
        return statement(actions, resource).build();
    }

    /** To encrypt and decrypt with a key, but only by way of one AWS service. */
    static IamStatement toUseKey(String keyArn, String service, String region) {
        return statement(List.of("kms:Decrypt", "kms:GenerateDataKey"), keyArn)
                .addCondition(
                        IamConditionOperator.STRING_EQUALS, "kms:ViaService", service + "." + region + ".amazonaws.com")
                .build();
    }

    private static IamStatement.Builder statement(List<String> actions, String resource) {
        return IamStatement.builder().effect(IamEffect.ALLOW).actionIds(actions).addResource(resource);
    }
}
