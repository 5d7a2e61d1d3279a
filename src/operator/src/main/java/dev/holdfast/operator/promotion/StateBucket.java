package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Refused;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The names of stacks in a bucket, told by the keys alone. {@code pulumi stack ls} reads every stack's state, which a role
 * for one environment may not.
 *
 * @param name of the bucket
 * @param settings those of the backend's URL: {@code region}, {@code endpoint}, {@code s3ForcePathStyle}
 */
record StateBucket(String name, Map<String, String> settings) {
    private static final String STACKS = ".pulumi/stacks/";
    private static final Pattern STATE = Pattern.compile("([^/]+)\\.json(\\.gz)?");

    /** The bucket of a backend; empty if it keeps states elsewhere. */
    static Optional<StateBucket> of(String backend) {
        if (!backend.startsWith("s3://")) {
            return Optional.empty();
        }
        var uri = URI.create(backend);
        var settings = new HashMap<String, String>();
        for (var setting : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            var parts = setting.split("=", 2);
            settings.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return Optional.of(new StateBucket(uri.getAuthority(), settings));
    }

    /**
     * The stacks of a project.
     *
     * @throws Refused if AWS does not list the bucket
     */
    List<String> stacks(Aws aws, String project) {
        var builder = S3Client.builder().forcePathStyle(Boolean.parseBoolean(settings.get("s3ForcePathStyle")));
        Optional.ofNullable(settings.get("endpoint")).map(URI::create).ifPresent(builder::endpointOverride);
        var region = Optional.ofNullable(settings.get("region"))
                .or(() -> Optional.ofNullable(System.getenv("AWS_REGION")))
                .orElse("us-east-1");
        var prefix = STACKS + project + "/";
        try {
            return aws
                    .client(builder, Region.of(region))
                    .listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix))
                    .contents()
                    .stream()
                    .map(object -> STATE.matcher(object.key().substring(prefix.length())))
                    .filter(Matcher::matches)
                    .map(state -> state.group(1))
                    .sorted()
                    .toList();
        } catch (SdkException refused) {
            throw new Refused("cannot list the stacks in s3://" + name + ": " + refused.getMessage()
                    + "; see `aws sts get-caller-identity`, and docs/state.md for who may do what");
        }
    }
}
