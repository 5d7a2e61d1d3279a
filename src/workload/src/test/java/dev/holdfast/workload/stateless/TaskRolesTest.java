package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import dev.holdfast.conventions.Names;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.workload.stateless.FargateService.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.policybuilder.iam.IamValue;

class TaskRolesTest {
    private static final IamStatement READ_FILES =
            ServiceRole.allow("Files", List.of("s3:GetObject"), "arn:aws:s3:::files/*");

    private static final Optional<Secrets> TOKEN = Optional.of(
            new Secrets(Map.of("TOKEN", Output.of("arn:aws:test:::token")), Output.of("arn:aws:test:::key")));

    @Test
    void letATaskDoWhatItsContainerAsksForBesideReadingItsSecrets() {
        assertThat(actions("task", TOKEN, Optional.of(Output.of(List.of(READ_FILES)))))
                .containsExactly("secretsmanager:GetSecretValue", "kms:Decrypt", "s3:GetObject");
    }

    @Test
    void letATaskWithoutSecretsDoWhatItAsksFor() {
        assertThat(actions("task", Optional.empty(), Optional.of(Output.of(List.of(READ_FILES)))))
                .containsExactly("s3:GetObject");
    }

    @Test
    void letATaskDoNothingElseWhereItAsksForNothing() {
        assertThat(actions("task", TOKEN, Optional.empty()))
                .containsExactly("secretsmanager:GetSecretValue", "kms:Decrypt");
    }

    @Test
    void letATaskBeLookedIntoWhereThatIsAllowed() {
        var exec = new ExecSessions(
                Output.of("arn:aws:test:::key"), Output.of("/holdfast/dev/exec"), Output.of("arn:aws:test:::exec"));

        assertThat(actions("task", args(Optional.empty(), Optional.empty(), Optional.of(exec))))
                .containsExactly(
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel",
                        "logs:DescribeLogGroups",
                        "logs:CreateLogStream",
                        "logs:DescribeLogStreams",
                        "logs:PutLogEvents",
                        "kms:Decrypt");
    }

    @Test
    void letEcsDoNothingThatIsTheTasks() {
        assertThat(actions("execution", TOKEN, Optional.of(Output.of(List.of(READ_FILES)))))
                .doesNotContain("s3:GetObject");
    }

    private static List<String> actions(
            String role, Optional<Secrets> secrets, Optional<Output<List<IamStatement>>> permissions) {
        return actions(role, args(secrets, permissions, Optional.empty()));
    }

    private static List<String> actions(String role, FargateService.Args args) {
        var cloud = new Cloud().run(ctx -> new TaskRoles("files", args, null));
        var policy = cloud.named("aws:iam/rolePolicy:RolePolicy", "files-" + role)
                .inputs()
                .get("policy");
        return IamPolicy.fromJson((String) policy).statements().stream()
                .flatMap(statement -> statement.actions().stream())
                .map(IamValue::value)
                .toList();
    }

    private static FargateService.Args args(
            Optional<Secrets> secrets, Optional<Output<List<IamStatement>>> permissions, Optional<ExecSessions> exec) {
        var container = new FargateService.Container(
                "files",
                Output.of(new ImageReference(
                        "222222222222.dkr.ecr.eu-central-1.amazonaws.com",
                        "holdfast/files",
                        "sha256:" + "a".repeat(64))),
                8080,
                List.of("CMD", "java", "-version"),
                Map.of(),
                secrets,
                Output.of("/holdfast/dev/files"),
                Output.of("arn:aws:test:::logs"),
                permissions);
        return new FargateService.Args(
                new Names("dev"),
                "eu-central-1",
                Output.of("111111111111"),
                new FargateService.Cluster(Output.of("services"), Output.of("arn:aws:test:::cluster"), Spot.NONE, exec),
                new TaskProfile(1, 1, TaskProfile.SMALL),
                container,
                new FargateService.Revision(Map.of(), true),
                null,
                null,
                List.of());
    }
}
