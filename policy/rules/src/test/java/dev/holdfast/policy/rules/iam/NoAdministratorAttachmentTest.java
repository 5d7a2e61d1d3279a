package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoAdministratorAttachmentTest {
    private final NoAdministratorAttachment rule = new NoAdministratorAttachment();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource attachment = stack.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "api")
            .set("role", "holdfast-prod-api")
            .set("policyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess");

    @Test
    void passesAPolicyThatReads() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAdministrator() {
        attachment.set("policyArn", "arn:aws:iam::aws:policy/AdministratorAccess");

        assertThat(stack.violations(rule)).containsExactly("api: has arn:aws:iam::aws:policy/AdministratorAccess");
    }

    @Test
    void passesTheRoleForEmergencies() {
        attachment.set("role", "break-glass").set("policyArn", "arn:aws:iam::aws:policy/AdministratorAccess");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARoleThatBringsItAsAnArgument() {
        stack.add("aws:iam/role:Role", "web")
                .set("managedPolicyArns", List.of("arn:aws:iam::aws:policy/IAMFullAccess"));

        assertThat(stack.violations(rule)).containsExactly("web: has arn:aws:iam::aws:policy/IAMFullAccess");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        attachment.set("policyArn", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: policyArn is not known before the update");
    }
}
