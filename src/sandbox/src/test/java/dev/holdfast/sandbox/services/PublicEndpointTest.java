package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.EndpointPort;
import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.image.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** What a person's commands push into the registry, with AWS's own SDK and by the distribution API. */
class PublicEndpointTest {
    private static final String SHARED = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final String NAME = "holdfast/api";
    private static final String ARN = "arn:aws:ecr:eu-central-1:111122223333:repository/holdfast/api";
    private static final String ROLE = "arn:aws:iam::111122223333:role/holdfast/publish";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final AwsCredentials PERSON = AwsBasicCredentials.create("sandbox", "sandbox");

    @TempDir
    Path directory;

    private Site site;
    private Resources resources;
    private SecurityTokens tokens;
    private ImageRegistry registry;
    private PublicEndpoint endpoint;

    @BeforeEach
    void open() {
        site = new Site(directory.resolve("sandbox"));
        resources = new Resources(site.resources());
        tokens = new SecurityTokens("key");
        registry = new ImageRegistry(site);
        endpoint = new PublicEndpoint(site, resources, registry, tokens);
        put(Organizations.MANAGEMENT_ACCOUNT, "aws:organizations/account:Account", SHARED, Map.of("status", "ACTIVE"));
        put(SHARED, Repository.TYPE, NAME, Map.of("name", NAME, "arn", ARN, "imageTagMutability", "IMMUTABLE"));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void runsWhatWasPushedByTheDistributionApi() throws Exception {
        var image = image("one");

        assertThat(push(login(administrator()), image, "1234567")).isEqualTo(201);

        assertThat(registry.resolve(TestCloud.REGISTRY + NAME + "@" + image.digest)
                        .user())
                .isEqualTo("10001:10001");
        try (var ecr = ecr(administrator())) {
            assertThat(ecr.batchGetImage(request -> request.repositoryName(NAME).imageIds(tag("1234567")))
                            .images())
                    .extracting(found -> found.imageId().imageDigest())
                    .containsExactly(image.digest);
        }
        assertThat(get(login(administrator()), "/v2/holdfast/api/manifests/1234567")
                        .body())
                .isEqualTo(new String(image.manifest, StandardCharsets.UTF_8));
        assertThat(get(login(administrator()), "/v2/holdfast/api/tags/list").body())
                .contains("1234567");
    }

    @Test
    void neverMovesATag() throws Exception {
        var login = login(administrator());
        var one = image("one");
        push(login, one, "1234567");

        assertThat(push(login, one, "1234567")).isEqualTo(201);
        var another = image("two");
        blobs(login, another);
        var refused = tag(login, another, "1234567");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("TAG_INVALID", "1234567", "cannot be overwritten because the repository is immutable");
    }

    @Test
    void takesNoManifestBeforeItsLayers() throws Exception {
        var refused = tag(login(administrator()), image("one"), "1234567");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void keepsNothingOfALayerWhoseDigestIsWrong() throws Exception {
        var login = login(administrator());
        var digest = "sha256:" + "0".repeat(64);
        var upload = send(login, "POST", "/v2/holdfast/api/blobs/uploads/", new byte[0])
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(send(login, "PUT", upload + "?digest=" + digest, new byte[] {1})
                        .body())
                .contains("DIGEST_INVALID");
        assertThat(get(login, "/v2/holdfast/api/blobs/" + digest).statusCode()).isEqualTo(404);
    }

    @Test
    void takesALayerInPartsThatFollowEachOther() throws Exception {
        var login = login(administrator());
        var digest = "sha256:" + HexFormat.of().formatHex(ImageContent.sha256().digest(new byte[] {1, 2}));
        var upload = send(login, "POST", "/v2/holdfast/api/blobs/uploads/", new byte[0])
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(send(login, "PATCH", upload, new byte[] {1}, "Content-Range", "0-0")
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(login, "PATCH", upload, new byte[] {2}, "Content-Range", "5-5")
                        .statusCode())
                .isEqualTo(416);
        send(login, "PATCH", upload, new byte[] {2}, "Content-Range", "1-1");
        assertThat(send(login, "PUT", upload + "?digest=" + digest, new byte[0]).statusCode())
                .isEqualTo(201);
    }

    @Test
    void letsNobodyInWithoutALogin() throws Exception {
        assertThat(get("QVdTOm5vdGhpbmc=", "/v2/").statusCode()).isEqualTo(401);
    }

    @Test
    void needsTheRepositoryInTheCallersAccount() {
        try (var ecr = ecr(administrator())) {
            assertThatThrownBy(() -> ecr.batchGetImage(
                            request -> request.repositoryName("holdfast/other").imageIds(tag("1"))))
                    .isInstanceOf(RepositoryNotFoundException.class)
                    .hasMessageContaining("'holdfast/other' does not exist in the registry with id '111122223333'");
        }
    }

    @Test
    void letsOtherAccountsReadOnlyWhatTheRepositorysPolicyShares() {
        try (var ecr = ecr(PERSON)) {
            assertThatThrownBy(() -> ecr.batchGetImage(request ->
                            request.registryId(SHARED).repositoryName(NAME).imageIds(tag("1"))))
                    .isInstanceOf(EcrException.class)
                    .hasMessageContaining("no resource-based policy allows the ecr:BatchGetImage action");
            put(
                    SHARED,
                    "aws:ecr/repositoryPolicy:RepositoryPolicy",
                    NAME,
                    Map.of("policy", "{\"Statement\":[{\"Action\":\"ecr:BatchGetImage\"}]}"));
            assertThat(ecr.batchGetImage(request -> request.registryId(SHARED)
                                    .repositoryName(NAME)
                                    .imageIds(tag("1")))
                            .failures())
                    .hasSize(1);
        }
    }

    @Test
    void asksTheRolesOwnPolicies() throws Exception {
        put(SHARED, "aws:iam/role:Role", "publish", Map.of("name", "publish", "arn", ROLE));
        allow("{\"Action\": \"ecr:GetAuthorizationToken\", \"Effect\": \"Allow\", \"Resource\": \"*\"}");
        var login = login(session(ROLE));

        assertThat(send(login, "POST", "/v2/holdfast/api/blobs/uploads/", new byte[0])
                        .body())
                .contains("DENIED", "ecr:InitiateLayerUpload", ROLE);
        allow("{\"Action\": \"ecr:*\", \"Effect\": \"Allow\", \"Resource\": \"" + ARN + "\"}");
        assertThat(send(login, "POST", "/v2/holdfast/api/blobs/uploads/", new byte[0])
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void assumesNoRoleThatIsNotThere() {
        try (var sts = sts(PERSON)) {
            assertThatThrownBy(() ->
                            sts.assumeRole(request -> request.roleArn(ROLE).roleSessionName("test")))
                    .isInstanceOf(StsException.class)
                    .hasMessageContaining("cannot be assumed");
        }
    }

    @Test
    void isFoundAtTheSamePortInTheNextRun() {
        var port = new EndpointPort(site).chosen();
        endpoint.close();
        endpoint = new PublicEndpoint(site, resources, registry, tokens);

        assertThat(new EndpointPort(site).chosen()).isEqualTo(port);
        try (var sts = sts(PERSON)) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo(Organizations.MANAGEMENT_ACCOUNT);
        }
    }

    /** An image, taken apart. */
    private record Pushed(String digest, byte[] manifest, Map<String, byte[]> blobs) {}

    private Pushed image(String content) throws IOException {
        var archive = directory.resolve("image.tar");
        OciImage.of(Probe.class).file("app/content", content).write(archive, false);
        String digest;
        try (var oci = new OciArchive(archive)) {
            digest = oci.digest();
        }
        var blobs = new java.util.TreeMap<String, byte[]>();
        try (var tar = new TarFile(archive)) {
            for (var entry : tar.getEntries()) {
                if (entry.getName().startsWith("blobs/sha256/")) {
                    blobs.put(
                            "sha256:" + entry.getName().substring(13),
                            tar.getInputStream(entry).readAllBytes());
                }
            }
        }
        Files.delete(archive);
        var manifest = blobs.remove(digest);
        return new Pushed(digest, manifest, blobs);
    }

    private int push(String login, Pushed image, String tag) throws Exception {
        blobs(login, image);
        return tag(login, image, tag).statusCode();
    }

    private void blobs(String login, Pushed image) throws Exception {
        for (var blob : image.blobs.entrySet()) {
            var upload = send(login, "POST", "/v2/holdfast/api/blobs/uploads/", new byte[0])
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(send(login, "PUT", upload + "?digest=" + blob.getKey(), blob.getValue())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private HttpResponse<String> tag(String login, Pushed image, String tag) throws Exception {
        return send(login, "PUT", "/v2/holdfast/api/manifests/" + tag, image.manifest, "Content-Type", MANIFEST);
    }

    private HttpResponse<String> get(String login, String path) throws Exception {
        return send(login, "GET", path, new byte[0]);
    }

    private HttpResponse<String> send(String login, String method, String path, byte[] body, String... header)
            throws Exception {
        var request = HttpRequest.newBuilder(uri().resolve(path))
                .header("Authorization", "Basic " + login)
                .method(method, BodyPublishers.ofByteArray(body));
        if (header.length > 0) {
            request.headers(header);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + new EndpointPort(site).chosen());
    }

    private String login(AwsCredentials credentials) {
        try (var ecr = ecr(credentials)) {
            var data = ecr.getAuthorizationToken().authorizationData().get(0);
            assertThat(data.proxyEndpoint()).isEqualTo(uri().toString());
            return data.authorizationToken();
        }
    }

    private AwsCredentials administrator() {
        return session("arn:aws:iam::111122223333:role/OrganizationAccountAccessRole");
    }

    private AwsCredentials session(String role) {
        try (var sts = sts(PERSON)) {
            var assumed = sts.assumeRole(request -> request.roleArn(role).roleSessionName("test"))
                    .credentials();
            return AwsSessionCredentials.create(
                    assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken());
        }
    }

    private EcrClient ecr(AwsCredentials credentials) {
        return EcrClient.builder()
                .endpointOverride(uri())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private StsClient sts(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(uri())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static List<ImageIdentifier> tag(String tag) {
        return List.of(ImageIdentifier.builder().imageTag(tag).build());
    }

    private void allow(String statement) {
        put(
                SHARED,
                "aws:iam/rolePolicy:RolePolicy",
                "publish:" + statement.hashCode(),
                Map.of("role", "publish", "policy", "{\"Statement\": [" + statement + "]}"));
    }

    private void put(String account, String type, String id, Map<String, Object> properties) {
        resources.put(new Resource(type, account, REGION, id, properties, properties));
    }
}
