package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class TaskPullsItsImageTest {
    private final TaskPullsItsImage rule = new TaskPullsItsImage();
    private final SmallService system = new SmallService();

    @Test
    void passesARoleThatMayPullFromTheRepository() {
        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void passesARoleWithThePolicyOfAws() {
        system.may();
        system.stack
                .add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "start")
                .set("role", "api-execution")
                .set("policyArn", "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy");

        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARoleThatMayPullFromAnotherRepository() {
        system.may(
                SmallService.statement("ecr:GetAuthorizationToken", "*"),
                SmallService.statement("ecr:*", SmallService.REPOSITORY.replace("api", "web")));

        assertThat(system.stack.violations(rule))
                .containsExactly(
                        "api: api -> api -> api-execution may not ecr:BatchGetImage on " + SmallService.REPOSITORY,
                        "api: api -> api -> api-execution may not ecr:GetDownloadUrlForLayer on "
                                + SmallService.REPOSITORY);
    }

    @Test
    void refusesATaskWithoutExecutionRole() {
        system.definition.set("executionRoleArn", null);

        assertThat(system.stack.violations(rule)).contains("api: no role may not ecr:GetAuthorizationToken");
    }

    @Test
    void doesNotDecideForAPolicyThatIsUnknown() {
        system.policy.set("policy", Value.UNKNOWN);

        assertThat(system.stack.notEvaluated(rule))
                .containsExactly("api: the policy of role api-execution is not known before the update");
    }
}
