package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TargetTakesItsPoliciesTest {
    private final TargetTakesItsPolicies rule = new TargetTakesItsPolicies();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource unit = stack.add("aws:organizations/organizationalUnit:OrganizationalUnit", "workloads");

    @Test
    void passesAsManyAsAwsAttaches() {
        attach(9);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneMore() {
        attach(10);

        assertThat(stack.violations(rule))
                .containsExactly("workloads: has 10 of type SERVICE_CONTROL_POLICY; AWS attaches 9");
    }

    @Test
    void doesNotDecideWhereOneIsAttachedToSomebody() {
        stack.add("aws:organizations/policyAttachment:PolicyAttachment", "lost").set("targetId", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(1);
    }

    private void attach(int count) {
        for (int i = 0; i < count; i++) {
            var policy = stack.add("aws:organizations/policy:Policy", "policy-" + i);
            stack.add("aws:organizations/policyAttachment:PolicyAttachment", "policy-" + i)
                    .refersTo("policyId", policy)
                    .refersTo("targetId", unit);
        }
    }
}
