package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeparatePermissionsTest {
    private final SeparatePermissions rule = new SeparatePermissions();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource role = stack.add("aws:iam/role:Role", "api");

    @Test
    void passesARoleOfItself() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesPoliciesAsAnArgument() {
        role.set("managedPolicyArns", List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"));

        assertThat(stack.violations(rule)).containsExactly("api: managedPolicyArns is set");
    }

    @Test
    void refusesDocumentsAsAnArgument() {
        role.set("inlinePolicies", List.of(Map.of("name", "a", "policy", "{}")));

        assertThat(stack.violations(rule)).containsExactly("api: inlinePolicies is set");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        role.set("managedPolicyArns", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: managedPolicyArns is not known before the update");
    }
}
