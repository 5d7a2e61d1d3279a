package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class ProductionKeepsItsStateTest {
    private final ProductionKeepsItsState rule = new ProductionKeepsItsState();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource unit = stack.add("aws:organizations/organizationalUnit:OrganizationalUnit", "production")
            .set("name", "Production")
            .set("parentId", "r-1");
    private final TestResource policy = stack.add("aws:organizations/policy:Policy", "keep")
            .set(
                    "content",
                    "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"rds:Delete*\",\"s3:DeleteBucket\",\"kms:ScheduleKeyDeletion\"]}]}");

    ProductionKeepsItsStateTest() {
        stack.add("aws:organizations/account:Account", "prod").refersTo("parentId", unit);
        stack.add("aws:organizations/account:Account", "dev").set("parentId", "ou-2");
        stack.add("aws:organizations/policyAttachment:PolicyAttachment", "keep")
                .refersTo("policyId", policy)
                .refersTo("targetId", unit);
    }

    @Test
    void passesProductionThatIsDeniedToDelete() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesProductionThatMayDeleteItsKeys() {
        policy.set("content", "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"rds:*\",\"s3:DeleteBucket\"]}]}");

        assertThat(stack.violations(rule))
                .containsExactly("prod: nothing denies kms:ScheduleKeyDeletion: prod in production");
    }

    @Test
    void doesNotDecideForAPolicyThatIsUnknown() {
        policy.set("content", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("prod: content is not known before the update");
    }
}
