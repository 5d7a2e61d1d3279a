package dev.holdfast.sandbox.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.aws.ProviderArgs;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.provider.ControlPlane.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The configuration of one provider instance: which account and region it works in. Like the AWS provider, it starts
 * with the credentials of the management account and assumes the role that is configured.
 */
final class ProviderConfiguration {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = Schema.of(ProviderArgs.class);
    /** What Pulumi adds to a provider's own configuration. */
    private static final List<String> PULUMIS = List.of("version", "pluginDownloadURL", "pluginChecksums");

    private ProviderConfiguration() {}

    /** The properties, decoded: the SDKs send everything but text as JSON in a text. */
    static Map<String, Object> decode(Map<String, Object> sent) {
        var decoded = new LinkedHashMap<String, Object>();
        sent.forEach((name, value) -> {
            if (!PULUMIS.contains(name) && !name.startsWith("__")) {
                decoded.put(name, value instanceof String text && SCHEMA.json(name) ? json(name, text) : value);
            }
        });
        return decoded;
    }

    /** Gives each problem: the property's path and what is wrong with it. */
    static void check(Map<String, Object> configuration, BiConsumer<String, String> problem) {
        SCHEMA.check("", configuration, problem);
        if (!configuration.containsKey("region")) {
            problem.accept(
                    "region", "is required and missing; run `pulumi config set aws:region eu-west-1`, for example");
        }
    }

    /**
     * Who this provider acts as. Where that depends on something unknown, in a preview, the caller has no account.
     *
     * @throws AwsException if the role cannot be assumed, or the account is not one of those allowed
     */
    static Caller caller(Map<String, Object> configuration, Organizations organizations) {
        var role = ResourceType.values("assumeRole.roleArn", configuration).findFirst();
        var region = String.valueOf(configuration.get("region"));
        var tags = defaultTags(configuration);
        if (configuration.get("assumeRole") == Wire.UNKNOWN
                || role.filter(arn -> arn == Wire.UNKNOWN).isPresent()) {
            return new Caller("", region, tags);
        }
        var account = role.map(Object::toString).map(organizations::assume).orElse(Organizations.MANAGEMENT_ACCOUNT);
        refuse(configuration, account);
        return new Caller(account, region, tags);
    }

    private static void refuse(Map<String, Object> configuration, String account) {
        if (configuration.get("allowedAccountIds") instanceof List<?> allowed
                && allowed.stream().noneMatch(id -> id == Wire.UNKNOWN || account.equals(id))) {
            throw new AwsException("AccountNotAllowed", "AWS account ID not allowed: " + account);
        }
        if (configuration.get("forbiddenAccountIds") instanceof List<?> forbidden && forbidden.contains(account)) {
            throw new AwsException("AccountNotAllowed", "AWS account ID not allowed: " + account);
        }
    }

    private static Map<String, String> defaultTags(Map<String, Object> configuration) {
        var tags = new LinkedHashMap<String, String>();
        ResourceType.values("defaultTags.tags", configuration).forEach(found -> {
            if (found instanceof Map<?, ?> map) {
                map.forEach((name, value) -> tags.put(String.valueOf(name), String.valueOf(value)));
            }
        });
        return tags;
    }

    private static Object json(String name, String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new AwsException("InvalidConfiguration", name + " is not the JSON that is expected: " + text);
        }
    }
}
