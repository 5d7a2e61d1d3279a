package dev.holdfast.organization.pipeline;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** How the statements of the pipelines' policies begin. */
final class Statements {
    private Statements() {}

    static IamStatement.Builder allow(String sid, List<String> actions, List<String> resources) {
        return statement(IamEffect.ALLOW, sid).actionIds(actions).resourceIds(resources);
    }

    static IamStatement.Builder allowAllBut(String sid, List<String> actions) {
        return statement(IamEffect.ALLOW, sid).notActionIds(actions).addResource("*");
    }

    static IamStatement.Builder deny(String sid, List<String> actions, List<String> resources) {
        return statement(IamEffect.DENY, sid).actionIds(actions).resourceIds(resources);
    }

    private static IamStatement.Builder statement(IamEffect effect, String sid) {
        return IamStatement.builder().sid(sid).effect(effect);
    }
}
