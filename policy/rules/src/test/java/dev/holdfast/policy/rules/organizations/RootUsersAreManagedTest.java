package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootUsersAreManagedTest {
    private final RootUsersAreManaged rule = new RootUsersAreManaged();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource features = stack.add("aws:iam/organizationsFeatures:OrganizationsFeatures", "root");

    @Test
    void passesCentralCredentialsAndSessions() {
        features.set("enabledFeatures", List.of("RootSessions", "RootCredentialsManagement"));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWithoutTheOther() {
        features.set("enabledFeatures", List.of("RootSessions"));

        assertThat(stack.violations(rule)).containsExactly("root: enabledFeatures lacks RootCredentialsManagement");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        features.set("enabledFeatures", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("root: enabledFeatures is not known before the update");
    }
}
