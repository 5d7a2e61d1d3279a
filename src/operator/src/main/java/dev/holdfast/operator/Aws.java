package dev.holdfast.operator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * AWS, for one set of credentials. An endpoint other than AWS's is the SDK's own setting, {@code AWS_ENDPOINT_URL}.
 * No call hangs: without a network each ends after {@link #PATIENCE}.
 */
public final class Aws implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AwsCredentialsProvider credentials;
    private final List<SdkClient> clients = new CopyOnWriteArrayList<>();

    public Aws(AwsCredentialsProvider credentials) {
        this.credentials = credentials;
    }

    /** With the credentials that the AWS CLI would take: from the environment, a profile, a sign-in. */
    public static Aws ofThisProcess() {
        return new Aws(DefaultCredentialsProvider.builder().build());
    }

    /**
     * AWS as a role, which these credentials assume for an hour.
     *
     * @param session what CloudTrail calls the session
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if they may not
     */
    public Aws as(String roleArn, String session, Region region) {
        var assumed = client(StsClient.builder(), region)
                .assumeRole(request -> request.roleArn(roleArn).roleSessionName(session))
                .credentials();
        return new Aws(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken())));
    }

    /** A client of one service; it is closed with this. */
    public <C extends SdkClient, B extends AwsClientBuilder<B, C>> C client(B builder, Region region) {
        var client = builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(calls -> calls.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(ATTEMPT))
                .build();
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(SdkClient::close);
    }
}
