package dev.holdfast.migrations;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps in which Secrets Manager has a secret of alternating users rotated. Each may be called again after it was
 * done, or after it ended halfway.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Lambda
 *     rotation functions</a>
 */
final class Rotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

    private final String arn;
    private final RoleGroup group;
    private final Secrets secrets;
    private final Database database;

    /**
     * @param arn the group's secret
     */
    Rotation(String arn, RoleGroup group, Secrets secrets, Database database) {
        this.arn = arn;
        this.group = group;
        this.secrets = secrets;
        this.database = database;
    }

    /**
     * Does one step.
     *
     * @param token the id of the version that is to become current
     * @throws RotationFailed if it cannot be done; what is current is as it was
     */
    void step(String step, String token) {
        var stages = secrets.versions(arn).getOrDefault(token, List.of());
        if (stages.contains(Secrets.CURRENT)) {
            LOG.info("{}: version {} of {} is current already", step, token, arn);
            return;
        }
        if (!stages.contains(Secrets.PENDING)) {
            throw new RotationFailed("version " + token + " is not pending: its labels are " + stages);
        }
        switch (step) {
            case "createSecret" -> create(token);
            case "setSecret" -> set(token);
            case "testSecret" -> test(token);
            case "finishSecret" -> finish(token);
            default ->
                throw new RotationFailed("the step is \"" + step
                        + "\"; allowed are createSecret, setSecret, testSecret and finishSecret");
        }
        LOG.info("{}: done for version {} of {}", step, token, arn);
    }

    /** A password for the user whose turn it is. */
    private void create(String token) {
        var next = next();
        if (pending(token).isEmpty()) {
            secrets.putPending(arn, token, Credentials.random(next));
        }
    }

    /** Gives that user the password. The current one is not touched: it is in use. */
    private void set(String token) {
        var pending = pending(token).orElseThrow(() -> new RotationFailed("the pending version has no value"));
        try (var connection = database.await(secrets::master).getConnection()) {
            new Roles(connection).change(roles -> {
                var next = next();
                if (!pending.username().equals(next)) {
                    throw new RotationFailed("the pending version is of " + pending.username() + ", and it is " + next
                            + "'s turn; take the label AWSPENDING off that version and rotate again");
                }
                roles.setPassword(pending);
            });
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /**
     * Logs in with it. When rotation is switched on, Secrets Manager tries the function with this step alone and a
     * version without a value: what is current is tested then.
     */
    private void test(String token) {
        var credentials = pending(token).orElseGet(this::current);
        try (var connection = database.as(credentials).getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT pg_has_role(current_user, '" + group.role() + "', 'USAGE')")) {
            rows.next();
            if (!rows.getBoolean(1)) {
                throw new RotationFailed(credentials.username() + " has not the rights of " + group.role()
                        + "; a deployment gives them again");
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private void finish(String token) {
        var current = secrets.versions(arn).entrySet().stream()
                .filter(version -> version.getValue().contains(Secrets.CURRENT))
                .findFirst()
                .orElseThrow(() -> new RotationFailed("no version is current"));
        secrets.makeCurrent(arn, current.getKey(), token);
    }

    private Optional<Credentials> pending(String token) {
        return secrets.read(arn, request -> request.versionId(token).versionStage(Secrets.PENDING));
    }

    private Credentials current() {
        return secrets.read(arn, request -> {})
                .orElseThrow(() -> new RotationFailed("it has no value yet; a deployment makes the first"));
    }

    private String next() {
        var current = current().username();
        if (!group.users().contains(current)) {
            throw new RotationFailed(
                    "it names the role \"" + current + "\", and only " + group.users() + " take turns");
        }
        return group.other(current);
    }

    private static RotationFailed refused(SQLException e) {
        return new RotationFailed(
                "the database refused: %s (SQL state %s)".formatted(e.getMessage(), e.getSQLState()), e);
    }
}
