package dev.holdfast.migrations;

import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The two secrets of this function: it reads the master's, and reads or writes the application's. */
final class Secrets {
    private final SecretsManagerClient client;
    private final String master;
    private final String application;

    Secrets(SecretsManagerClient client, String master, String application) {
        this.client = client;
        this.master = master;
        this.application = application;
    }

    /** The master's credentials as they are now: RDS rotates them every seven days. */
    Credentials master() {
        return read(master)
                .orElseThrow(
                        () -> new MigrationFailed(
                                "The master's secret " + master
                                        + " has no value; RDS writes one when it creates the database: is the ARN that of this database's secret?"));
    }

    /** The application's credentials, made and stored now if the secret has no value yet. */
    Credentials application(String username) {
        var known = read(application);
        if (known.isPresent()) {
            if (!known.get().username().equals(username)) {
                throw new MigrationFailed("The secret " + application + " names the role \""
                        + known.get().username() + "\"; the application's role is \"" + username
                        + "\": correct the value, or delete the secret's value so that a new one is made");
            }
            return known.get();
        }
        // Stored before the role has it: a run that ends in between is mended by the next.
        var fresh = Credentials.random(username);
        client.putSecretValue(request -> request.secretId(application).secretString(fresh.json()));
        return fresh;
    }

    private Optional<Credentials> read(String arn) {
        try {
            return Optional.of(Credentials.parse(
                    arn, client.getSecretValue(request -> request.secretId(arn)).secretString()));
        } catch (ResourceNotFoundException noValueYet) {
            return Optional.empty();
        }
    }
}
