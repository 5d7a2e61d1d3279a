package dev.holdfast.operator.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.operator.Aws;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Where the states are to be, as the organization's stack says.
 *
 * @param bucket the bucket
 * @param secretsProviders the key of each environment
 * @param region where both are
 * @param account whose they are
 */
record Destination(Backend bucket, Map<String, String> secretsProviders, String region, String account) {
    private static final Pattern KEY = Pattern.compile("awskms:///arn:aws:kms:([a-z0-9-]+):(\\d{12}):.*");
    private static final String AGAIN = "run `pulumi up --stack management` in src/organization, and then this again";

    Destination {
        secretsProviders = Map.copyOf(secretsProviders);
    }

    /**
     * Reads it from the outputs of the organization's stack.
     *
     * @throws Refused if there is no such stack, or if it has not made the bucket
     */
    static Destination read(PulumiCli cli, Path root, Backend present) {
        var stacks = new Stacks(cli, Project.organization(root), present);
        var management = stacks.read(Project.MANAGEMENT)
                .orElseThrow(() -> new Refused("there is no stack 'management' of the organization in "
                        + present.place()
                        + ", where Pulumi is logged in; log in to where it is with `pulumi login <url>`,"
                        + " or begin with the organization: " + AGAIN));
        var bucket = management.output("stateBucket").map(JsonNode::asText);
        var providers = management.output("secretsProviders").map(Destination::texts);
        var key = providers.map(all -> KEY.matcher(all.getOrDefault(Project.MANAGEMENT, "")));
        if (bucket.isEmpty() || key.isEmpty() || !key.get().matches()) {
            throw new Refused(
                    "the organization's stack has made no bucket for states yet: it has no outputs stateBucket"
                            + " and secretsProviders; " + AGAIN);
        }
        return new Destination(
                new Backend(bucket.get()),
                providers.get(),
                key.get().group(1),
                key.get().group(2));
    }

    /**
     * Refuses credentials of another account, before anything is asked with them that AWS would refuse without saying why.
     */
    void refuseOthers(Aws aws) {
        String caller;
        try {
            caller = aws.client(StsClient.builder(), Region.of(region))
                    .getCallerIdentity()
                    .account();
        } catch (SdkException e) {
            throw new Refused("AWS does not say whose these credentials are: " + firstLine(e.getMessage())
                    + "; see that `aws sts get-caller-identity` answers");
        }
        if (!caller.equals(account)) {
            throw new Refused("these credentials are of account " + caller + ", but the states belong into "
                    + bucket.place() + " of the management account, " + account
                    + "; set AWS_PROFILE to a profile of that account");
        }
    }

    /** The key of an environment. */
    Optional<String> secretsProvider(String environment) {
        return Optional.ofNullable(secretsProviders.get(environment));
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** Where Pulumi is logged in. */
    static Backend present(PulumiCli cli, Path root) {
        var answer = cli.run(root, List.of("whoami", "--json"));
        if (!answer.succeeded()) {
            throw new Refused("Pulumi is logged in nowhere (" + answer.message()
                    + "); log in to where the states are: `pulumi login --local`, for example");
        }
        return new Backend(StackState.json(answer.output()).path("url").asText());
    }
}
