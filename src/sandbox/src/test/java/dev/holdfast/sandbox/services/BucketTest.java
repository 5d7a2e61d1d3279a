package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.CloudFixture.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.services.BucketObjects.Versioning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketTest {
    @TempDir
    private Path directory;

    private Resources resources;
    private Buckets buckets;
    private Bucket behaviour;

    @BeforeEach
    void open() {
        var site = new Site(directory);
        resources = new Resources(site.resources());
        buckets = new Buckets(site, resources);
        behaviour = new Bucket(resources, buckets);
    }

    @Test
    void hasANameThatNoOtherAccountMayTake() {
        behaviour.create(bucket("111122223333", "eu-central-1", false), SILENT);
        assertRefused(
                () -> behaviour.create(bucket("444455556666", "eu-central-1", false), SILENT), "BucketAlreadyExists");
    }

    @Test
    void hasANameThatItsAccountMayNotTakeInAnotherRegion() {
        behaviour.create(bucket("111122223333", "eu-central-1", false), SILENT);
        assertRefused(
                () -> behaviour.create(bucket("111122223333", "us-east-1", false), SILENT), "BucketAlreadyOwnedByYou");
    }

    @Test
    void goesIfItIsEmpty() {
        var bucket = bucket("111122223333", "eu-central-1", false);
        buckets.objects(bucket);
        behaviour.delete(bucket, SILENT);
        assertThat(directory.resolve("cloud/buckets/uploads")).doesNotExist();
    }

    @Test
    void staysIfItIsNotEmpty() throws Exception {
        var bucket = bucket("111122223333", "eu-central-1", false);
        put(bucket, "a", Versioning.OFF);
        assertThat(behaviour.describe(bucket)).isEqualTo("1 object, 5 bytes");
        assertRefused(() -> behaviour.delete(bucket, SILENT), "BucketNotEmpty");
        assertThat(buckets.objects(bucket).current()).containsOnlyKeys("a");
    }

    @Test
    void isNotEmptyForAsLongAsItHasEarlierVersions() throws Exception {
        var bucket = bucket("111122223333", "eu-central-1", false);
        put(bucket, "a", Versioning.ENABLED);
        buckets.objects(bucket).delete("a", Optional.empty(), Versioning.ENABLED);
        assertThat(behaviour.describe(bucket)).isEqualTo("0 objects, 0 bytes");
        assertRefused(() -> behaviour.delete(bucket, SILENT), "BucketNotEmpty");
    }

    @Test
    void goesWithAllThatItHoldsIfThatIsAskedFor() throws Exception {
        var bucket = bucket("111122223333", "eu-central-1", true);
        put(bucket, "a", Versioning.ENABLED);
        assertThatCode(() -> behaviour.delete(bucket, SILENT)).doesNotThrowAnyException();
        assertThat(directory.resolve("cloud/buckets/uploads")).doesNotExist();
        assertThat(buckets.objects(bucket).isEmpty()).isTrue();
    }

    private void put(Resource bucket, String key, Versioning versioning) throws Exception {
        var objects = buckets.objects(bucket);
        var content = Files.writeString(objects.newContent(), "hello");
        objects.put(
                key, new ObjectVersion("", content.getFileName().toString(), 5, "etag", 0, null, Map.of()), versioning);
    }

    private static void assertRefused(Runnable operation, String code) {
        assertThatThrownBy(operation::run)
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("uploads");
    }

    private Resource bucket(String account, String region, boolean forceDestroy) {
        var properties = Map.<String, Object>of("bucket", "uploads", "forceDestroy", forceDestroy);
        var bucket = new Resource(Bucket.TYPE, account, region, "uploads", properties, properties);
        resources.put(bucket);
        return bucket;
    }
}
