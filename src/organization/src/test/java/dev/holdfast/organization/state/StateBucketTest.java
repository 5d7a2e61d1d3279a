package dev.holdfast.organization.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateBucketTest {
    private static final String ACCOUNT = "999999999999";
    private static final String NAME = "holdfast-organization-state-999999999999-eu-central-1";

    private final Cloud cloud = new Cloud().run(ctx -> {
        var state = new StateBucket(
                "state",
                new StateBucket.Args(
                        "eu-central-1",
                        Output.of(ACCOUNT),
                        Output.of("o-a1b2c3d4e5"),
                        StateEnvironment.WORKLOADS.stream()
                                .map(name -> new StateEnvironment(name, Optional.empty()))
                                .toList()),
                null);
        ctx.export("url", state.url);
        ctx.export("secretsProviders", state.secretsProviders);
    });

    @Test
    void tellsPulumiWhereTheBucketIs() {
        assertThat(cloud.only("aws:s3/bucketV2:BucketV2").inputs()).containsEntry("bucket", NAME);
        assertThat(cloud.exported("url")).isEqualTo("s3://" + NAME + "?region=eu-central-1");
    }

    @Test
    void hasAKeyForEachEnvironmentThatEveryAccountFinds() {
        assertThat(cloud.all("aws:kms/key:Key"))
                .hasSize(4)
                .allSatisfy(key -> assertThat(key.inputs()).containsEntry("enableKeyRotation", true));
        var alias = "arn:aws:kms:eu-central-1:999999999999:alias/holdfast-organization-state-";
        assertThat(cloud.exported("secretsProviders"))
                .isEqualTo(Map.of(
                        "management", "awskms:///" + alias + "management?region=eu-central-1",
                        "dev", "awskms:///" + alias + "dev?region=eu-central-1",
                        "stage", "awskms:///" + alias + "stage?region=eu-central-1",
                        "prod", "awskms:///" + alias + "prod?region=eu-central-1"));
    }

    @Test
    void encryptsObjectsWithTheOrganizationsKey() {
        var encryption = cloud.only(
                        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2")
                .inputs();

        assertThat(encryption.get("rules"))
                .isEqualTo(List.of(Map.of(
                        "bucketKeyEnabled",
                        true,
                        "applyServerSideEncryptionByDefault",
                        Map.of("sseAlgorithm", "aws:kms", "kmsMasterKeyId", "arn:aws:test:::state-management"))));
    }

    @Test
    void keepsWhatAnUpdateOverwrote() {
        assertThat(cloud.only("aws:s3/bucketVersioningV2:BucketVersioningV2").inputs())
                .containsEntry("versioningConfiguration", Map.of("status", "Enabled"));
        assertThat(cloud.only("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2")
                        .inputs()
                        .toString())
                .contains("noncurrentDays=90", "newerNoncurrentVersions=10");
    }

    @Test
    void letsNothingExpireThatIsCurrent() {
        assertThat(cloud.only("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2")
                        .inputs()
                        .toString())
                .doesNotContain("expiration={days", "date=");
    }

    @Test
    void isClosedToThePublic() {
        assertThat(cloud.only("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
                        .inputs())
                .containsEntry("blockPublicAcls", true)
                .containsEntry("blockPublicPolicy", true)
                .containsEntry("ignorePublicAcls", true)
                .containsEntry("restrictPublicBuckets", true);
    }

    @Test
    void protectsWhatHoldsState() {
        assertThat(cloud.all().stream().filter(one -> StatefulTypes.contains(one.type())))
                .hasSize(5)
                .allMatch(Cloud.Seen::isProtected);
    }
}
