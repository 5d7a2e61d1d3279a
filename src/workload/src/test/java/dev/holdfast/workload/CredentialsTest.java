package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import dev.holdfast.conventions.Environment;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.workload.stateful.Credentials;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

class CredentialsTest {
    private static Credentials credentials() {
        var args = new Credentials.Args(Environment.ofStack("dev"), "holdfast-dev-token", "A token", Output.of("key"));
        return new Credentials("token", args, null);
    }

    @Test
    void areAPlaceWithoutAValue() {
        var cloud = new Cloud().run(ctx -> credentials());

        assertThat(cloud.only("aws:secretsmanager/secret:Secret").inputs())
                .containsEntry("name", "holdfast-dev-token")
                .containsEntry("description", "A token")
                .containsEntry("kmsKeyId", "key");
        assertThat(cloud.all("aws:secretsmanager/secretVersion:SecretVersion")).isEmpty();
    }

    @Test
    void letATaskKeepItsOwnByWayOfSecretsManagerOnly() {
        var statements = new AtomicReference<List<IamStatement>>();
        new Cloud()
                .run(ctx -> statements.set(PulumiTest.extractValue(credentials().readAndWrite("eu-central-1"))));

        assertThat(IamPolicy.create(statements.get()).toJson())
                .contains("\"Action\":[\"secretsmanager:GetSecretValue\",\"secretsmanager:PutSecretValue\"],"
                        + "\"Resource\":\"arn:aws:test:::token\"")
                .contains("\"kms:ViaService\":\"secretsmanager.eu-central-1.amazonaws.com\"")
                .doesNotContain("\"*\"");
    }
}
