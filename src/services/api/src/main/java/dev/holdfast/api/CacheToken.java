package dev.holdfast.api;

import io.valkey.DefaultRedisCredentials;
import io.valkey.RedisCredentials;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * What the cache is shown instead of a password: a request to connect, signed by the task's role and good for 15 minutes.
 * Each new connection gets its own (ElastiCache User Guide, "Authenticating with IAM").
 */
final class CacheToken implements Supplier<RedisCredentials> {
    private static final Duration VALIDITY = Duration.ofMinutes(15);
    private static final String SCHEME = "https://";

    private final Settings.Cache settings;
    private final String region;
    private final IdentityProvider<? extends AwsCredentialsIdentity> role;

    CacheToken(Settings.Cache settings, String region, IdentityProvider<? extends AwsCredentialsIdentity> role) {
        this.settings = settings;
        this.region = region;
        this.role = role;
    }

    @Override
    public RedisCredentials get() {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(settings.name())
                .encodedPath("/")
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("User", settings.user())
                .putRawQueryParameter("ResourceType", "ServerlessCache")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(token -> token.identity(role.resolveIdentity().join())
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALIDITY));
        var url = signed.request().getUri().toString();
        return new DefaultRedisCredentials(settings.user(), url.substring(SCHEME.length()));
    }
}
