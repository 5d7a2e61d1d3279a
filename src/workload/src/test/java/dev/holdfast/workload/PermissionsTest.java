package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.policybuilder.iam.IamValue;

/** What the roles may do: no more than the part needs. */
class PermissionsTest {
    private static final String SECRET = "arn:aws:test:::credentials";
    private static final String READ_ONLY_SECRET = "arn:aws:test:::read-only-credentials";

    /** Without ECS Exec, whose rights are the same in every task: see {@link ExecTest}. */
    private static final Cloud DEV = Workload.run(Workload.settings("dev", "exec", "false"));

    private static List<IamStatement> statements(String role) {
        var policy = DEV.named("aws:iam/rolePolicy:RolePolicy", role).inputs().get("policy");
        return IamPolicy.fromJson((String) policy).statements();
    }

    private static IamPolicy trust(String role) {
        return IamPolicy.fromJson(
                (String) DEV.named("aws:iam/role:Role", role).inputs().get("assumeRolePolicy"));
    }

    /** The resources on which a role may do something. */
    private static List<String> resources(String role, String action) {
        var resources = new ArrayList<String>();
        for (var statement : statements(role)) {
            if (statement.actions().stream().map(IamValue::value).anyMatch(action::equals)) {
                statement.resources().forEach(resource -> resources.add(resource.value()));
            }
        }
        return resources;
    }

    @Test
    void noRoleExceedsTheBoundaryThatThePipelinesMustGiveIt() {
        assertThat(DEV.all("aws:iam/role:Role"))
                .hasSizeGreaterThan(5)
                .allSatisfy(role -> assertThat(role.inputs())
                        .containsEntry(
                                "permissionsBoundary", "arn:aws:iam::111111111111:policy/holdfast/boundary-workload"));
    }

    @Test
    void ecsPullsOnlyTheImageOfTheService() {
        assertThat(resources("api-execution", "ecr:BatchGetImage"))
                .containsExactly("arn:aws:ecr:eu-central-1:222222222222:repository/holdfast/api");
        assertThat(resources("web-execution", "ecr:BatchGetImage"))
                .containsExactly("arn:aws:ecr:eu-central-1:222222222222:repository/holdfast/web");
    }

    @Test
    void webMayDoNothing() {
        assertThat(DEV.named("aws:iam/role:Role", "web-task").inputs()).doesNotContainKey("inlinePolicies");
        assertThat(DEV.all("aws:iam/rolePolicy:RolePolicy"))
                .extracting(Seen::name)
                .contains("web-execution", "api-task")
                .doesNotContain("web-task");
        assertThat(DEV.named("aws:ecs/taskDefinition:TaskDefinition", "web").inputs())
                .containsEntry("taskRoleArn", "arn:aws:test:::web-task");
    }

    @Test
    void nobodyReadsASecretToStartWeb() {
        assertThat(statements("web-execution").toString()).doesNotContain("secretsmanager", "kms");
    }

    @Test
    void apiReadsOnlyItsOwnSecret() {
        assertThat(resources("api-execution", "secretsmanager:GetSecretValue")).containsExactly(SECRET);
        assertThat(resources("api-task", "secretsmanager:GetSecretValue")).containsExactly(SECRET);
    }

    @Test
    void apiNeverReadsTheMasterPassword() {
        var everything =
                statements("api-task").toString() + statements("api-execution").toString();

        assertThat(everything).doesNotContain(Workload.MASTER_SECRET);
    }

    @Test
    void onlyTheFunctionsOfTheDatabaseWriteTheSecrets() {
        for (var function : List.of("migrations", "rotation")) {
            assertThat(resources(function, "secretsmanager:PutSecretValue"))
                    .containsExactlyInAnyOrder(SECRET, READ_ONLY_SECRET);
        }
        assertThat(resources("api-task", "secretsmanager:PutSecretValue")).isEmpty();
        assertThat(resources("api-execution", "secretsmanager:PutSecretValue")).isEmpty();
    }

    @Test
    void theFunctionsOfTheDatabaseReadItsSecretsAndNoOthers() {
        for (var function : List.of("migrations", "rotation")) {
            assertThat(resources(function, "secretsmanager:GetSecretValue"))
                    .containsExactlyInAnyOrder(Workload.MASTER_SECRET, SECRET, READ_ONLY_SECRET);
        }
    }

    @Test
    void onlyTheRotationFunctionMovesVersionsAndNeverTheMasters() {
        assertThat(resources("rotation", "secretsmanager:UpdateSecretVersionStage"))
                .containsExactlyInAnyOrder(SECRET, READ_ONLY_SECRET);
        assertThat(resources("migrations", "secretsmanager:UpdateSecretVersionStage"))
                .isEmpty();
    }

    @Test
    void theKeyDecryptsOnlyByWayOfSecretsManager() {
        var decrypting = List.of("api-task", "api-execution", "migrations", "rotation").stream()
                .flatMap(role -> statements(role).stream())
                .filter(statement -> statement.actions().toString().contains("kms:"));

        assertThat(decrypting).hasSize(4).allSatisfy(statement -> {
            assertThat(statement.resources()).extracting(IamValue::value).containsExactly("arn:aws:test:::key");
            assertThat(statement.conditions().toString()).contains("secretsmanager.eu-central-1.amazonaws.com");
        });
    }

    @Test
    void everyRoleWritesOnlyToItsOwnLogGroup() {
        assertThat(resources("api-execution", "logs:PutLogEvents"))
                .containsExactly("arn:aws:logs:eu-central-1:111111111111:log-group:/holdfast/dev/api:*");
        assertThat(resources("web-execution", "logs:PutLogEvents"))
                .containsExactly("arn:aws:logs:eu-central-1:111111111111:log-group:/holdfast/dev/web:*");
        assertThat(resources("migrations", "logs:PutLogEvents"))
                .containsExactly("arn:aws:logs:eu-central-1:111111111111:log-group:/holdfast/dev/migrations:*");
        assertThat(resources("rotation", "logs:PutLogEvents"))
                .containsExactly("arn:aws:logs:eu-central-1:111111111111:log-group:/holdfast/dev/rotation:*");
    }

    @Test
    void noRoleMayDoEverything() {
        var actions = DEV.all("aws:iam/rolePolicy:RolePolicy").stream()
                .flatMap(policy -> statements(policy.name()).stream())
                .flatMap(statement -> statement.actions().stream())
                .map(IamValue::value);

        assertThat(actions).isNotEmpty().noneMatch(action -> action.contains("*"));
    }

    @Test
    void ecsTakesOnRolesOnlyForTasksOfThisAccount() {
        for (var service : Workload.services()) {
            for (var role : List.of(service + "-task", service + "-execution")) {
                var statement = trust(role).statements().get(0);
                assertThat(statement.principals().toString()).contains("ecs-tasks.amazonaws.com");
                assertThat(statement.conditions().toString())
                        .contains("aws:SourceAccount")
                        .contains(Workload.ACCOUNT);
            }
        }
    }

    @Test
    void lambdaTakesOnTheFunctionsRoles() {
        for (var function : List.of("migrations", "rotation")) {
            assertThat(trust(function).statements().get(0).principals().toString())
                    .contains("lambda.amazonaws.com");
        }
    }
}
