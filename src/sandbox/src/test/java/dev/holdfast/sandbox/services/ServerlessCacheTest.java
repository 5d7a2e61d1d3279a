package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.cloud.Events.Event;
import dev.holdfast.sandbox.cloud.Resource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** A cache with its real server, whose users come with tokens that AWS's SDK has signed. */
@Timeout(60)
class ServerlessCacheTest {
    private static final String USER_ARN = "arn:aws:elasticache:eu-central-1:111122223333:user:api";
    private static final String CACHE_ARN = "arn:aws:elasticache:eu-central-1:111122223333:serverlesscache:messages";
    private static final String ROLE = "arn:aws:iam::111122223333:role/api-task";
    private static final String HOST = "messages-abc123.serverless.eu-central-1.cache.amazonaws.com";
    private static final String REFUSED = "-WRONGPASS invalid username-password pair or user is disabled.";

    @TempDir
    Path directory;

    private CloudFixture cloud;
    private Resource cache;

    @BeforeEach
    void create() {
        cloud = new CloudFixture(directory);
        cloud.put(
                "aws:elasticache/user:User",
                "api",
                Map.of(
                        "userName",
                        "api",
                        "arn",
                        USER_ARN,
                        "authenticationMode",
                        Map.of("type", "iam"),
                        "accessString",
                        "on ~* -@all +get +mget +ping +set"));
        cloud.put("aws:elasticache/userGroup:UserGroup", "users", Map.of("userIds", List.of("api")));
        cloud.put("aws:iam/role:Role", "api-task", Map.of("arn", ROLE, "name", "api-task"));
        mayConnect(CACHE_ARN, USER_ARN);
        var inputs = Map.<String, Object>of(
                "name",
                "messages",
                "arn",
                CACHE_ARN,
                "_host",
                HOST,
                "userGroupId",
                "users",
                "subnetIds",
                List.of("subnet-1"),
                "securityGroupIds",
                List.of("sg-cache"));
        var asked = new Resource(
                ServerlessCache.TYPE, CloudFixture.ACCOUNT, CloudFixture.REGION, "messages", inputs, inputs);
        cache = asked.with(cloud.caches.create(asked, CloudFixture.SILENT));
        cloud.resources.put(cache);
    }

    @AfterEach
    void end() {
        cloud.caches.close();
        cloud.kill();
    }

    @Test
    void keepsWhatAUserSets() throws Exception {
        try (var connection = login("api", token("messages", "api", ROLE, Duration.ZERO))) {
            assertThat(answer(connection, "SET", "key", "value")).isEqualTo("+OK");
            assertThat(answer(connection, "GET", "key")).isEqualTo("$5");
        }
        assertThat(cloud.caches.describe(cache)).contains("keys: 1", "hits: 1", "restarts: 0");
    }

    @Test
    void letsAUserDoNoMoreThanItsAccessString() throws Exception {
        try (var connection = login("api", token("messages", "api", ROLE, Duration.ZERO))) {
            assertThat(answer(connection, "FLUSHALL")).startsWith("-NOPERM");
        }
    }

    @Test
    void answersNobodyWhoHasNotLoggedIn() throws Exception {
        try (var connection = connect()) {
            assertThat(answer(connection, "GET", "key")).isEqualTo("-NOAUTH Authentication required.");
        }
    }

    @Test
    void tellsWhyItLetsSomebodyNotIn() throws Exception {
        assertThatIsRefused("api", token("another", "api", ROLE, Duration.ZERO), "not signed for cache messages");
        assertThatIsRefused("api", token("messages", "somebody", ROLE, Duration.ZERO), "User=api");
        assertThatIsRefused("somebody", token("messages", "somebody", ROLE, Duration.ZERO), "is no user");
        assertThatIsRefused("api", "password", "not signed for cache messages");
    }

    @Test
    void takesNoTokenThatIsOlderThanFifteenMinutes() throws Exception {
        assertThatIsRefused("api", token("messages", "api", ROLE, Duration.ofMinutes(16)), "good for 15 minutes");
    }

    @Test
    void takesNoTokenThatWasChanged() throws Exception {
        var token = token("messages", "api", ROLE, Duration.ZERO);

        assertThatIsRefused("api", token.replace("X-Amz-Expires=900", "X-Amz-Expires=901"), "signature is wrong");
    }

    @Test
    void letsOnlyRolesInThatMayConnectAsTheUserToTheCache() throws Exception {
        mayConnect(CACHE_ARN);

        assertThatIsRefused(
                "api",
                token("messages", "api", ROLE, Duration.ZERO),
                "not authorized to perform: elasticache:Connect on resource: " + USER_ARN);
    }

    @Test
    void isReachedByThoseOnlyWhomItsSecurityGroupsLetIn() {
        var stranger = cloud.attach("sg-stranger");

        assertThatThrownBy(() -> connect(stranger.loopback(), HOST)).isInstanceOf(IOException.class);
    }

    @Test
    void showsTheCertificateOfItsOwnName() {
        assertThatThrownBy(() -> connect(cloud.client.loopback(), "another.example.com"))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void comesBackEmptyWhenItsServerDies() throws Exception {
        try (var connection = login("api", token("messages", "api", ROLE, Duration.ZERO))) {
            answer(connection, "SET", "key", "value");
        }

        cloud.caches.kill(cache);

        assertThat(cloud.caches.problem(cache)).isPresent();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cloud.caches.problem(cache).isEmpty()
                        && cloud.caches.describe(cache).contains("restarts: 1"));
        assertThat(cloud.caches.describe(cache)).contains("keys: 0");
    }

    @Test
    void comesBackWithTheCloudAlsoWhenThatWasKilled() throws Exception {
        // Its server is left behind, as by a kill of the cloud.
        var next = new CloudFixture(directory);
        try {
            next.caches.resume(cache);

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> next.caches.describe(cache).contains("keys: 0"));
        } finally {
            next.caches.close();
            // Which unpacks PostgreSQL into the folder that goes with the test.
            next.rds.close();
        }
    }

    @Test
    void leavesNothingBehind() {
        cloud.caches.delete(cache, CloudFixture.SILENT);

        assertThat(directory.resolve("cloud/caches/messages")).doesNotExist();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    private void mayConnect(String... resources) {
        cloud.put(
                "aws:iam/rolePolicy:RolePolicy",
                "api-task",
                Map.of(
                        "role",
                        "api-task",
                        "policy",
                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"elasticache:Connect\",\"Resource\":[\""
                                + String.join("\",\"", resources) + "\"]}]}"));
    }

    private void assertThatIsRefused(String user, String token, String why) throws Exception {
        try (var connection = connect()) {
            assertThat(answer(connection, "AUTH", user, token)).isEqualTo(REFUSED);
        }
        assertThat(cloud.events.last(1))
                .extracting(Event::what)
                .singleElement()
                .asString()
                .contains(why);
    }

    private SSLSocket login(String user, String token) throws Exception {
        var connection = connect();
        assertThat(answer(connection, "AUTH", user, token)).isEqualTo("+OK");
        return connection;
    }

    private SSLSocket connect() throws Exception {
        return connect(cloud.client.loopback(), HOST);
    }

    private SSLSocket connect(String from, String host) throws Exception {
        var plain = new Socket();
        plain.bind(new InetSocketAddress(from, 0));
        plain.connect(
                new InetSocketAddress(
                        dev.holdfast.sandbox.cloud.Addresses.loopback(
                                cache.text("_address").orElseThrow()),
                        6379),
                5_000);
        plain.setSoTimeout(20_000);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var store = java.security.KeyStore.getInstance("JKS");
        try (var in = Files.newInputStream(AmazonTrust.write(cloud.site, directory.resolve("cacerts")))) {
            store.load(in, null);
        }
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, 6379, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** The first line of the answer to a command. */
    private static String answer(SSLSocket connection, String... command) throws IOException {
        connection.getOutputStream().write(RedisCommand.of(command));
        return RedisCommand.line(connection.getInputStream());
    }

    private String token(String name, String user, String role, Duration age) {
        var caller = new SecurityTokens.Caller(CloudFixture.ACCOUNT, CloudFixture.REGION, role, "session");
        var credentials = cloud.tokens.credentials(caller, Instant.now().plusSeconds(3_600));
        var parameters = new HashMap<String, List<String>>();
        parameters.put("Action", List.of("connect"));
        parameters.put("User", List.of(user));
        parameters.put("ResourceType", List.of("ServerlessCache"));
        var signed = AwsV4HttpSigner.create()
                .sign(one -> one.identity(AwsSessionCredentialsIdentity.create(
                                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .protocol("https")
                                .host(name)
                                .encodedPath("/")
                                .rawQueryParameters(parameters)
                                .build())
                        .putProperty(
                                HttpSigner.SIGNING_CLOCK,
                                Clock.fixed(Instant.now().minus(age), ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, CloudFixture.REGION)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(15)));
        return signed.request().getUri().toString().substring("https://".length());
    }
}
