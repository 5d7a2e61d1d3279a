package dev.holdfast.workload.stateful;

import com.pulumi.aws.elasticache.ServerlessCache;
import com.pulumi.aws.elasticache.ServerlessCacheArgs;
import com.pulumi.aws.elasticache.User;
import com.pulumi.aws.elasticache.UserArgs;
import com.pulumi.aws.elasticache.UserGroup;
import com.pulumi.aws.elasticache.UserGroupArgs;
import com.pulumi.aws.elasticache.inputs.ServerlessCacheCacheUsageLimitsArgs;
import com.pulumi.aws.elasticache.inputs.ServerlessCacheCacheUsageLimitsDataStorageArgs;
import com.pulumi.aws.elasticache.inputs.ServerlessCacheCacheUsageLimitsEcpuPerSecondArgs;
import com.pulumi.aws.elasticache.inputs.UserAuthenticationModeArgs;
import com.pulumi.aws.elasticache.outputs.ServerlessCacheEndpoint;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The cache of an environment: Valkey, serverless, in ElastiCache. It is encrypted with a given key, speaks nothing but
 * TLS, and survives a zone, as every serverless cache does.
 *
 * <p>Creates the cache and the one user that it has. Needs isolated subnets, a security group and a key. Exposes where it
 * answers and as whom, and what a task must be allowed to get in. There is no password: the user shows a token that its
 * task's role has signed, and has few commands: none that would list or flush. A group for Valkey needs no default user, so
 * nobody else gets in (ElastiCache User Guide, "Role-Based Access Control").
 *
 * <p>It is not backed up: what is in it stands in the database, and is back within seconds.
 */
public final class Cache extends StatefulComponent {
    /** The port that it listens on, with the primary's data; serverless caches have no other. */
    public static final int PORT = 6379;

    private static final String ENGINE = "valkey";

    /** Minor versions come by themselves, without an interruption. */
    private static final String MAJOR_VERSION = "9";

    /** All keys, for what a cache is there for. */
    private static final String ACCESS = "on ~* -@all +get +mget +ping +set";

    /** The host name. */
    public final Output<String> host;

    /** The name of the cache, for which tokens are signed; in CloudWatch it is called {@code clusterId}. */
    public final Output<String> cacheName;

    /** The name of the user. */
    public final Output<String> user;

    /** The ARN of the cache. */
    public final Output<String> arn;

    private final Output<String> userArn;

    /**
     * The cache of an environment.
     *
     * @param cacheName its name in AWS, of at most 40 characters
     * @param userName who uses it, of at most 40 characters
     * @param subnetIds in at least two zones
     */
    public record Args(
            Environment environment,
            String cacheName,
            String userName,
            CacheProfile profile,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Output<String> keyArn) {}

    public Cache(String name, Args args, ComponentResourceOptions options) {
        super("Cache", name, args.environment(), options);

        var only = new User(
                name,
                UserArgs.builder()
                        .engine(ENGINE)
                        .userId(args.userName())
                        // AWS wants the same as the id where the user is known by IAM.
                        .userName(args.userName())
                        .authenticationMode(
                                UserAuthenticationModeArgs.builder().type("iam").build())
                        .accessString(ACCESS)
                        .build(),
                child().build());
        var group = new UserGroup(
                name,
                UserGroupArgs.builder()
                        .engine(ENGINE)
                        .userGroupId(args.cacheName())
                        .userIds(only.userId().applyValue(List::of))
                        .build(),
                child().build());
        var cache = cache(name, args, group);

        host = cache.endpoints().applyValue(Cache::only);
        cacheName = cache.name();
        user = only.userName();
        arn = cache.arn();
        userArn = only.arn();
        registerOutputs(Map.of("host", host, "cacheName", cacheName, "arn", arn));
    }

    /** What a task's role needs to get in. */
    public Output<List<IamStatement>> connect() {
        return Output.tuple(arn, userArn)
                .applyValue(known -> List.of(
                        Permission.to(List.of("elasticache:Connect"), known.t1),
                        Permission.to(List.of("elasticache:Connect"), known.t2)));
    }

    private ServerlessCache cache(String name, Args args, UserGroup group) {
        var profile = args.profile();
        return new ServerlessCache(
                name,
                ServerlessCacheArgs.builder()
                        .name(args.cacheName())
                        .description("Cache of environment " + args.environment())
                        .engine(ENGINE)
                        .majorEngineVersion(MAJOR_VERSION)
                        .cacheUsageLimits(ServerlessCacheCacheUsageLimitsArgs.builder()
                                .dataStorage(ServerlessCacheCacheUsageLimitsDataStorageArgs.builder()
                                        .maximum(profile.maxStorageGb())
                                        .unit("GB")
                                        .build())
                                .ecpuPerSeconds(ServerlessCacheCacheUsageLimitsEcpuPerSecondArgs.builder()
                                        .maximum(profile.maxEcpus())
                                        .build())
                                .build())
                        .kmsKeyId(args.keyArn())
                        .userGroupId(group.userGroupId())
                        .subnetIds(args.subnetIds())
                        .securityGroupIds(args.securityGroupId().applyValue(List::of))
                        .snapshotRetentionLimit(0)
                        .tags(Tags.held())
                        .build(),
                held().build());
    }

    private static String only(List<ServerlessCacheEndpoint> endpoints) {
        return endpoints.stream()
                .map(ServerlessCacheEndpoint::address)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "ElastiCache names no endpoint of the cache; is it still being created?"));
    }
}
