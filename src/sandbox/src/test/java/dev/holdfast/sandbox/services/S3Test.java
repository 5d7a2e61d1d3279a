package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3Test {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final String ROLE = "arn:aws:iam::111122223333:role/app";
    private static final String BUCKET = "uploads-111122223333";
    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234";

    @TempDir
    Path directory;

    private Resources resources;
    private AwsEndpoint endpoint;
    private S3Client s3;

    @BeforeEach
    void open() {
        var site = new Site(directory);
        resources = new Resources(site.resources());
        endpoint = new AwsEndpoint(
                resources,
                new SecretValues(site),
                new Buckets(site, resources),
                TestNetwork.withThisProcess(resources, directory));
        put(ACCOUNT, "aws:iam/role:Role", "app", Map.of("name", "app", "arn", ROLE));
        put(ACCOUNT, Bucket.TYPE, BUCKET, Map.of("bucket", BUCKET, "arn", "arn:aws:s3:::" + BUCKET));
        allow("s3:*", "*");
        s3 = client(ACCOUNT, ROLE, REGION);
    }

    @AfterEach
    void close() {
        s3.close();
        endpoint.close();
    }

    @Test
    void answersAClientThatKnowsOnlyTheEnvironmentOfATask() {
        var issued = endpoint.credentials(ACCOUNT, REGION, ROLE);
        var environment = Map.of(
                "aws.endpointUrl", endpoint.uri().toString(),
                "aws.region", REGION,
                "aws.accessKeyId", issued.accessKeyId(),
                "aws.secretAccessKey", issued.secretAccessKey(),
                "aws.sessionToken", issued.sessionToken());
        environment.forEach(System::setProperty);
        try (var client = S3Client.create()) {
            client.putObject(request -> request.bucket(BUCKET).key("a"), RequestBody.fromString("hello"));
            assertThat(client.getObjectAsBytes(request -> request.bucket(BUCKET).key("a"))
                            .asUtf8String())
                    .isEqualTo("hello");
        } finally {
            environment.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void givesBackWhatWasPut() {
        var put = s3.putObject(
                request -> request.bucket(BUCKET)
                        .key("notes/today.txt")
                        .contentType("text/plain; charset=utf-8")
                        .cacheControl("no-store")
                        .metadata(Map.of("author", "Ada")),
                RequestBody.fromString("grüße"));
        var got = s3.getObjectAsBytes(
                request -> request.bucket(BUCKET).key("notes/today.txt").checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asUtf8String()).isEqualTo("grüße");
        assertThat(got.response().contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(got.response().cacheControl()).isEqualTo("no-store");
        assertThat(got.response().contentEncoding()).isNull();
        assertThat(got.response().metadata()).isEqualTo(Map.of("author", "Ada"));
        assertThat(got.response().eTag()).isEqualTo(put.eTag()).matches("\"[0-9a-f]{32}\"");
        assertThat(got.response().checksumCRC32())
                .isEqualTo(put.checksumCRC32())
                .isNotEmpty();
        assertThat(got.response().serverSideEncryptionAsString()).isEqualTo("AES256");
        var head = s3.headObject(request -> request.bucket(BUCKET).key("notes/today.txt"));
        assertThat(head.contentLength()).isEqualTo("grüße".getBytes(StandardCharsets.UTF_8).length);
        assertThat(head.lastModified()).isEqualTo(got.response().lastModified());
        assertThat(head.versionId()).isNull();
    }

    @Test
    void takesAndGivesLargeFilesWhole() throws Exception {
        var bytes = new byte[20 << 20];
        new Random(1).nextBytes(bytes);
        var file = Files.write(directory.resolve("large"), bytes);
        s3.putObject(request -> request.bucket(BUCKET).key("large"), file);
        var copy = directory.resolve("copy");
        s3.getObject(request -> request.bucket(BUCKET).key("large"), copy);
        assertThat(copy).hasSameBinaryContentAs(file);
    }

    @Test
    void keepsEmptyObjects() {
        s3.putObject(request -> request.bucket(BUCKET).key("empty/"), RequestBody.empty());
        assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("empty/"))
                        .asByteArray())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "ü/€", "50%/+&=?#", "a//b", "a/../../b", "./x", "%2F", "<&>'\"", "tilde~;,:@$!*()[]"})
    void takesAnyTextAsAKey(String key) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(key));
        assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                        .asUtf8String())
                .isEqualTo(key);
        assertThat(keys(request -> {})).containsExactly(key);
    }

    @Test
    void replacesAndDeletes() {
        write("a", "1");
        write("a", "2");
        assertThat(read("a")).isEqualTo("2");
        s3.deleteObject(request -> request.bucket(BUCKET).key("a"));
        assertThatThrownBy(() -> read("a")).isInstanceOf(NoSuchKeyException.class);
        assertThat(keys(request -> {})).isEmpty();
        s3.deleteObject(request -> request.bucket(BUCKET).key("a"));
        assertThat(directory.resolve("cloud/buckets/" + BUCKET + "/contents")).isEmptyDirectory();
    }

    @Test
    void hasItsObjectsWhenTheCloudStartsAgain() throws Exception {
        write("a", "1");
        var interrupted =
                Files.writeString(directory.resolve("cloud/buckets/" + BUCKET + "/contents/interrupted"), "half");
        close();
        open();
        assertThat(read("a")).isEqualTo("1");
        assertThat(interrupted).doesNotExist();
    }

    @Test
    void listsByPrefixAndDelimiterAndInTheOrderOfBytes() {
        List.of("b/2", "b/1", "a", "c/x/y", "B").forEach(key -> write(key, "x"));
        assertThat(keys(request -> {})).containsExactly("B", "a", "b/1", "b/2", "c/x/y");
        assertThat(keys(request -> request.prefix("b/"))).containsExactly("b/1", "b/2");
        assertThat(keys(request -> request.startAfter("b/1"))).containsExactly("b/2", "c/x/y");
        var folders = s3.listObjectsV2(request -> request.bucket(BUCKET).delimiter("/"));
        assertThat(folders.contents()).extracting(S3Object::key).containsExactly("B", "a");
        assertThat(folders.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b/", "c/");
        assertThat(folders.keyCount()).isEqualTo(4);
        assertThat(folders.contents().get(0).size()).isEqualTo(1);
    }

    @Test
    void listsInPagesWithoutLosingOrRepeatingAnything() {
        List.of("a/1", "a/2", "a/3", "b", "c/1", "c/2", "d").forEach(key -> write(key, "x"));
        assertThat(s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).maxKeys(2))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("a/1", "a/2", "a/3", "b", "c/1", "c/2", "d");
        assertThat(s3.listObjectsV2Paginator(
                                request -> request.bucket(BUCKET).delimiter("/").maxKeys(1))
                        .commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("a/", "c/");
    }

    @Test
    void saysThatAKeyOrABucketIsNotThere() {
        assertThatThrownBy(() -> read("nothing")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(BUCKET).key("nothing")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() ->
                        s3.getObjectAsBytes(request -> request.bucket("no-such").key("a")))
                .isInstanceOf(NoSuchBucketException.class);
        s3.headBucket(request -> request.bucket(BUCKET));
        assertThatThrownBy(() -> s3.headBucket(request -> request.bucket("no-such")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void namesWhatARoleMayNotDoAndDoesNotDoIt() {
        allow("s3:GetObject", "arn:aws:s3:::" + BUCKET + "/public/*");
        for (Runnable refused : List.<Runnable>of(
                () -> write("public/a", "x"),
                () -> read("private/a"),
                () -> s3.deleteObject(request -> request.bucket(BUCKET).key("public/a")),
                () -> keys(request -> {}))) {
            assertThatThrownBy(refused::run)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403))
                    .hasMessageContaining("is not authorized to perform: s3:")
                    .hasMessageContaining(ROLE);
        }
        assertThat(resources.all(Bucket.TYPE)).hasSize(1);
        allow("s3:*", "*");
        assertThat(keys(request -> {})).isEmpty();
    }

    @Test
    void doesNotTellWhoMayNotListThatAKeyIsNotThere() {
        allow("s3:GetObject", "*");
        assertThatThrownBy(() -> read("nothing"))
                .isNotInstanceOf(NoSuchKeyException.class)
                .hasMessageContaining("s3:ListBucket on resource: arn:aws:s3:::" + BUCKET);
    }

    @Test
    void asksForTheBucketsKey() {
        put(ACCOUNT, "aws:kms/key:Key", "1234", Map.of("arn", KEY));
        encrypt(true);
        assertThatThrownBy(() -> write("a", "1")).hasMessageContaining("kms:GenerateDataKey on resource: " + KEY);
        keyPolicy("kms:GenerateDataKey", "arn:aws:s3:::" + BUCKET);
        write("a", "1");
        assertThatThrownBy(() -> read("a")).hasMessageContaining("kms:Decrypt on resource: " + KEY);
        keyPolicy("kms:Decrypt", "arn:aws:s3:::" + BUCKET);
        assertThat(read("a")).isEqualTo("1");
        assertThat(s3.headObject(request -> request.bucket(BUCKET).key("a")).ssekmsKeyId())
                .isEqualTo(KEY);
    }

    @Test
    void asksForTheKeyOfEachObjectWhereTheBucketHasNone() {
        put(ACCOUNT, "aws:kms/key:Key", "1234", Map.of("arn", KEY));
        encrypt(false);
        keyPolicy("kms:GenerateDataKey", "arn:aws:s3:::" + BUCKET + "/a");
        write("a", "1");
        assertThatThrownBy(() -> write("b", "1")).hasMessageContaining("kms:GenerateDataKey");
    }

    @Test
    void aBoundaryTakesAwayWhatARolesOwnPoliciesAllow() {
        var boundary = "arn:aws:iam::" + ACCOUNT + ":policy/boundary";
        put(ACCOUNT, "aws:iam/policy:Policy", boundary, Map.of("arn", boundary, "policy", """
                {"Statement": [{"Effect": "Allow", "NotAction": ["iam:*", "s3:GetObject"], "Resource": "*"}]}"""));
        put(ACCOUNT, "aws:iam/role:Role", "app", Map.of("name", "app", "arn", ROLE, "permissionsBoundary", boundary));
        write("a", "1");

        assertThatThrownBy(() -> read("a"))
                .hasMessageContaining("no permissions boundary allows the s3:GetObject action");
    }

    @Test
    void keepsTheBucketsOfAnotherAccountFromEverybody() {
        write("a", "1");
        var stranger = "arn:aws:iam::444455556666:role/app";
        put("444455556666", "aws:iam/role:Role", "app", Map.of("name", "app", "arn", stranger));
        put(
                "444455556666",
                "aws:iam/rolePolicy:RolePolicy",
                "app:own",
                Map.of("role", "app", "policy", policy("*", "*")));
        try (var client = client("444455556666", stranger, REGION)) {
            assertThatThrownBy(() -> client.getObjectAsBytes(
                            request -> request.bucket(BUCKET).key("a")))
                    .hasMessageContaining("another account");
        }
    }

    @Test
    void refusesAContentThatIsNotWhatItSays() {
        assertThatThrownBy(() -> s3.putObject(
                        request -> request.bucket(BUCKET).key("a").checksumCRC32("AAAAAA=="),
                        RequestBody.fromString("hello")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("x-amz-checksum-crc32 is AAAAAA==");
        assertThatThrownBy(() -> s3.putObject(
                        request -> request.bucket(BUCKET).key("a").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                        RequestBody.fromString("hello")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("content-md5 is 1B2M2Y8AsgTpgAmY7PhCfg==");
        assertThat(keys(request -> {})).isEmpty();
        assertThat(directory.resolve("cloud/buckets/" + BUCKET + "/contents")).isEmptyDirectory();
    }

    @Test
    void letsAClientNoticeThatAContentWasDamagedOnTheDisk() throws Exception {
        write("a", "hello");
        try (var contents = Files.list(directory.resolve("cloud/buckets/" + BUCKET + "/contents"))) {
            Files.writeString(contents.findFirst().orElseThrow(), "jello");
        }
        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket(BUCKET).key("a").checksumMode(ChecksumMode.ENABLED)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void keepsVersionsWhereTheBucketIsToldTo() {
        write("a", "0");
        version("Enabled");
        write("a", "1");
        write("a", "2");
        var deletion = s3.deleteObject(request -> request.bucket(BUCKET).key("a"));
        assertThat(deletion.deleteMarker()).isTrue();
        assertThatThrownBy(() -> read("a")).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.getObjectAsBytes(
                                request -> request.bucket(BUCKET).key("a").versionId("null"))
                        .asUtf8String())
                .isEqualTo("0");
        s3.deleteObject(request -> request.bucket(BUCKET).key("a").versionId(deletion.versionId()));
        assertThat(read("a")).isEqualTo("2");
        var newest = s3.headObject(request -> request.bucket(BUCKET).key("a")).versionId();
        s3.deleteObject(request -> request.bucket(BUCKET).key("a").versionId(newest));
        assertThat(read("a")).isEqualTo("1");
        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket(BUCKET).key("a").versionId(newest)))
                .hasMessageContaining("The specified version does not exist");
    }

    @Test
    void replacesOnlyTheUnnamedVersionWhereVersioningIsSuspended() {
        version("Enabled");
        write("a", "1");
        version("Suspended");
        write("a", "2");
        write("a", "3");
        assertThat(read("a")).isEqualTo("3");
        s3.deleteObject(request -> request.bucket(BUCKET).key("a").versionId("null"));
        assertThat(read("a")).isEqualTo("1");
    }

    @Test
    void refusesByNameWhatItDoesNotDo() {
        write("a", "1");
        for (Consumer<S3Client> refused : List.<Consumer<S3Client>>of(
                client -> client.copyObject(request -> request.sourceBucket(BUCKET)
                        .sourceKey("a")
                        .destinationBucket(BUCKET)
                        .destinationKey("b")),
                client -> client.createMultipartUpload(
                        request -> request.bucket(BUCKET).key("b")),
                client -> client.deleteObjects(request -> request.bucket(BUCKET)
                        .delete(Delete.builder()
                                .objects(ObjectIdentifier.builder().key("a").build())
                                .build())),
                client -> client.getBucketVersioning(request -> request.bucket(BUCKET)),
                client -> client.getObjectAsBytes(
                        request -> request.bucket(BUCKET).key("a").range("bytes=0-1")),
                client -> client.putObject(
                        request -> request.bucket(BUCKET).key("b").ifNoneMatch("*"), RequestBody.fromString("x")),
                client -> client.listBuckets())) {
            assertThatThrownBy(() -> refused.accept(s3))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented"))
                    .hasMessageContaining("The sandbox does not answer s3:");
        }
        assertThat(keys(request -> {})).containsExactly("a");
    }

    private void encrypt(boolean bucketKey) {
        put(
                ACCOUNT,
                "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
                BUCKET,
                Map.of(
                        "bucket",
                        BUCKET,
                        "rules",
                        List.of(Map.of(
                                "applyServerSideEncryptionByDefault",
                                Map.of("sseAlgorithm", "aws:kms", "kmsMasterKeyId", KEY),
                                "bucketKeyEnabled",
                                bucketKey))));
    }

    private void keyPolicy(String action, String context) {
        put(ACCOUNT, "aws:iam/rolePolicy:RolePolicy", "app:key", Map.of("role", "app", "policy", """
                        {"Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s", "Condition": {"StringEquals": {
                          "kms:ViaService": "s3.eu-central-1.amazonaws.com",
                          "kms:EncryptionContext:aws:s3:arn": "%s"}}}]}""".formatted(
                        action, KEY, context)));
    }

    private void version(String status) {
        put(
                ACCOUNT,
                "aws:s3/bucketVersioningV2:BucketVersioningV2",
                BUCKET,
                Map.of("bucket", BUCKET, "versioningConfiguration", Map.of("status", status)));
    }

    private void write(String key, String content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private String read(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    private List<String> keys(Consumer<ListObjectsV2Request.Builder> more) {
        return s3.listObjectsV2(request -> more.accept(request.bucket(BUCKET))).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private S3Client client(String account, String role, String region) {
        var issued = endpoint.credentials(account, region, role);
        return S3Client.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken())))
                .build();
    }

    private void allow(String action, String resource) {
        put(
                ACCOUNT,
                "aws:iam/rolePolicy:RolePolicy",
                "app:own",
                Map.of("role", "app", "policy", policy(action, resource)));
    }

    private static String policy(String action, String resource) {
        return "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}]}"
                .formatted(action, resource);
    }

    private void put(String account, String type, String id, Map<String, Object> properties) {
        resources.put(new Resource(type, account, REGION, id, properties, properties));
    }
}
