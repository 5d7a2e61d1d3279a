package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import dev.holdfast.conventions.Names;
import dev.holdfast.testkit.Cloud;
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

    @Test
    void letATaskDoWhatItsContainerAsksForBesideReadingItsSecrets() {
        assertThat(actions("task", Optional.of(Output.of(List.of(READ_FILES)))))
                .containsExactly("secretsmanager:GetSecretValue", "kms:Decrypt", "s3:GetObject");
    }

    @Test
    void letATaskDoNothingElseWhereItAsksForNothing() {
        assertThat(actions("task", Optional.empty())).containsExactly("secretsmanager:GetSecretValue", "kms:Decrypt");
    }

    @Test
    void letEcsDoNothingThatIsTheTasks() {
        assertThat(actions("execution", Optional.of(Output.of(List.of(READ_FILES)))))
                .doesNotContain("s3:GetObject");
    }

    private static List<String> actions(String role, Optional<Output<List<IamStatement>>> permissions) {
        var cloud = new Cloud().run(ctx -> new TaskRoles("files", args(permissions), null));
        var policy = cloud.named("aws:iam/rolePolicy:RolePolicy", "files-" + role)
                .inputs()
                .get("policy");
        return IamPolicy.fromJson((String) policy).statements().stream()
                .flatMap(statement -> statement.actions().stream())
                .map(IamValue::value)
                .toList();
    }

    private static FargateService.Args args(Optional<Output<List<IamStatement>>> permissions) {
        var container = new FargateService.Container(
                "files",
                Output.of(new ImageReference(
                        "222222222222.dkr.ecr.eu-central-1.amazonaws.com",
                        "holdfast/files",
                        "sha256:" + "a".repeat(64))),
                new FargateSize(256, 512),
                8080,
                List.of("CMD", "java", "-version"),
                Map.of(),
                Map.of("TOKEN", Output.of("arn:aws:test:::token")),
                Output.of("arn:aws:test:::key"),
                Output.of("/holdfast/dev/files"),
                Output.of("arn:aws:test:::logs"),
                permissions);
        return new FargateService.Args(
                new Names("dev"),
                "eu-central-1",
                Output.of("111111111111"),
                Output.of("arn:aws:test:::cluster"),
                1,
                container,
                null,
                List.of());
    }
}
