package dev.holdfast.migrations;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The secrets of the functions: they read the master's, and write those of the users that take turns. */
final class Secrets {
    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";
    static final String PREVIOUS = "AWSPREVIOUS";

    private final SecretsManagerClient client;
    private final Settings settings;

    Secrets(SecretsManagerClient client, Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** A client whose waits are short enough for a function that may run for a minute. */
    static SecretsManagerClient client(Region region) {
        return SecretsManagerClient.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(5)))
                .overrideConfiguration(timeouts ->
                        timeouts.apiCallAttemptTimeout(Duration.ofSeconds(5)).apiCallTimeout(Duration.ofSeconds(20)))
                .build();
    }

    /** The master's credentials as they are now: RDS rotates them every seven days. */
    Credentials master() {
        return read(settings.masterSecret(), request -> {})
                .orElseThrow(
                        () -> new MigrationFailed(
                                "The master's secret " + settings.masterSecret()
                                        + " has no value; RDS writes one when it creates the database: is the ARN that of this database's secret?"));
    }

    /**
     * The credentials that the users of a group have, or are to have: where a database was restored, it has older ones.
     * The first value is made and stored now if the secret has none yet.
     */
    Collection<Credentials> known(RoleGroup group) {
        var current = current(group).orElseGet(() -> first(group));
        var byUser = new LinkedHashMap<String, Credentials>();
        // The user that is not current has the password of the rotation under way, if there is one.
        for (var stage : List.of(PREVIOUS, PENDING)) {
            read(settings.secret(group), request -> request.versionStage(stage))
                    .filter(credentials -> group.users().contains(credentials.username()))
                    .ifPresent(credentials -> byUser.put(credentials.username(), credentials));
        }
        byUser.put(current.username(), current);
        return List.copyOf(byUser.values());
    }

    /** What a secret's version holds, if it is there and has a value. */
    Optional<Credentials> read(String arn, Consumer<GetSecretValueRequest.Builder> version) {
        try {
            return Optional.of(Credentials.parse(
                    arn,
                    client.getSecretValue(request -> version.accept(request.secretId(arn)))
                            .secretString()));
        } catch (ResourceNotFoundException noValue) {
            return Optional.empty();
        }
    }

    /** The versions of a secret, by their ids, with their staging labels. */
    Map<String, List<String>> versions(String arn) {
        var secret = client.describeSecret(request -> request.secretId(arn));
        if (Boolean.FALSE.equals(secret.rotationEnabled())) {
            throw new RotationFailed("rotation is not enabled for it");
        }
        return secret.versionIdsToStages();
    }

    /** Stores a value in the version that a rotation is for; a value that it has already stays. */
    void putPending(String arn, String token, Credentials credentials) {
        client.putSecretValue(request -> request.secretId(arn)
                .clientRequestToken(token)
                .secretString(credentials.json())
                .versionStages(PENDING));
    }

    /** Makes a version current, and the one that was current the previous one. */
    void makeCurrent(String arn, String from, String to) {
        client.updateSecretVersionStage(request ->
                request.secretId(arn).versionStage(CURRENT).moveToVersionId(to).removeFromVersionId(from));
    }

    private Optional<Credentials> current(RoleGroup group) {
        var arn = settings.secret(group);
        var known = read(arn, request -> {});
        if (known.isPresent()
                && !group.users().contains(known.get().username())
                // Before there were users, the application logged in as the group: that value is followed by a new one.
                && !known.get().username().equals(group.role())) {
            throw new MigrationFailed("The secret " + arn + " names the role \""
                    + known.get().username() + "\"; allowed are " + group.users()
                    + ": correct the value, or delete the secret's value so that a new one is made");
        }
        return known.filter(credentials -> group.users().contains(credentials.username()));
    }

    /** Stored before the user has it: a run that ends in between is mended by the next. */
    private Credentials first(RoleGroup group) {
        var fresh = Credentials.random(group.users().get(0));
        client.putSecretValue(
                request -> request.secretId(settings.secret(group)).secretString(fresh.json()));
        return fresh;
    }
}
