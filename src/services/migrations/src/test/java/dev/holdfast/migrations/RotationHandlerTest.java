package dev.holdfast.migrations;

import static dev.holdfast.migrations.fixture.StoredSecrets.APPLICATION_ARN;
import static dev.holdfast.migrations.fixture.StoredSecrets.READ_ONLY_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.migrations.fixture.Postgres;
import dev.holdfast.migrations.fixture.StoredSecrets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotations of the secrets that the migration function made, step by step. */
class RotationHandlerTest {
    private static final String[] STEPS = {"createSecret", "setSecret", "testSecret", "finishSecret"};

    private StoredSecrets secrets;

    @BeforeEach
    void migrate() {
        secrets = MigratedDatabase.create();
    }

    @Test
    void twoRotationsAlternateAndTheLastPasswordWorksUntilTheNext() throws SQLException {
        var first = current();
        MigratedDatabase.rotate(secrets);
        var second = current();
        assertLogsIn(first);
        assertLogsIn(second);

        MigratedDatabase.rotate(secrets);
        var third = current();

        assertThat(List.of(first.username(), second.username(), third.username()))
                .containsExactly("holdfast_app_a", "holdfast_app_b", "holdfast_app_a");
        assertLogsIn(second);
        assertLogsIn(third);
        assertThatThrownBy(() -> Postgres.connect(first.username(), first.password()))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void theNewUserHasTheRightsOfTheOldOne() throws SQLException {
        MigratedDatabase.rotate(secrets);

        try (var connection = Postgres.connect(current().username(), current().password())) {
            connection
                    .createStatement()
                    .execute("INSERT INTO holdfast.messages (author, text) VALUES ('Ada', 'Hello')");
        }
    }

    @Test
    void aConnectionThatWasOpenedBeforeWorksAfterTwoRotations() throws SQLException {
        try (var connection = Postgres.connect(current().username(), current().password())) {
            MigratedDatabase.rotate(secrets);
            MigratedDatabase.rotate(secrets);

            connection
                    .createStatement()
                    .execute("INSERT INTO holdfast.messages (author, text) VALUES ('Ada', 'Hello')");
        }
    }

    @Test
    void everyStepMayBeDoneTwice() throws SQLException {
        var token = secrets.beginRotation(APPLICATION_ARN);

        for (var step : STEPS) {
            MigratedDatabase.rotate(secrets, token, step, step);
        }

        assertThat(current().username()).isEqualTo("holdfast_app_b");
        assertLogsIn(current());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRotationThatEndedHalfwayLeavesBothUsersAndIsDoneFromTheBeginning(int done) throws SQLException {
        var before = current();
        var token = secrets.beginRotation(APPLICATION_ARN);
        MigratedDatabase.rotate(secrets, token, List.of(STEPS).subList(0, done).toArray(String[]::new));
        assertThat(current()).isEqualTo(before);
        assertLogsIn(before);

        MigratedDatabase.rotate(secrets, token, STEPS);

        assertThat(current().username()).isEqualTo("holdfast_app_b");
        assertLogsIn(current());
        assertLogsIn(before);
    }

    @Test
    void theReadOnlySecretIsRotatedOnItsOwn() throws SQLException {
        var application = current();
        var token = secrets.beginRotation(READ_ONLY_ARN);

        MigratedDatabase.rotate(READ_ONLY_ARN, secrets, token, STEPS);

        var readOnly = Credentials.parse(READ_ONLY_ARN, secrets.value(READ_ONLY_ARN));
        assertThat(readOnly.username()).isEqualTo("holdfast_read_b");
        assertLogsIn(readOnly);
        assertThat(current()).isEqualTo(application);
    }

    @Test
    void switchingRotationOnTriesTheCurrentCredentials() {
        var token = secrets.beginRotation(APPLICATION_ARN);

        assertThatCode(() -> MigratedDatabase.rotate(secrets, token, "testSecret"))
                .doesNotThrowAnyException();

        Postgres.asSuperuser("ALTER ROLE holdfast_app_a PASSWORD 'another'");
        assertThatThrownBy(() -> MigratedDatabase.rotate(secrets, token, "testSecret"))
                .isInstanceOf(RotationFailed.class)
                .hasMessageContainingAll("testSecret of " + APPLICATION_ARN, "28P01");
    }

    @Test
    void failsTheTestOfAUserWithoutRights() {
        Postgres.asSuperuser("REVOKE holdfast_app FROM holdfast_app_b GRANTED BY " + Postgres.MASTER);
        var token = secrets.beginRotation(APPLICATION_ARN);

        assertThatThrownBy(() -> MigratedDatabase.rotate(secrets, token, STEPS))
                .isInstanceOf(RotationFailed.class)
                .hasMessageContaining("holdfast_app_b has not the rights of holdfast_app");
        assertThat(current().username()).isEqualTo("holdfast_app_a");
    }

    @Test
    void neverTouchesTheUserThatIsInUse() throws SQLException {
        var token = secrets.beginRotation(APPLICATION_ARN);
        secrets.put(
                APPLICATION_ARN,
                token,
                StoredSecrets.json(current().username(), "not-to-be-set"),
                List.of("AWSPENDING"));

        assertThatThrownBy(() -> MigratedDatabase.rotate(secrets, token, "createSecret", "setSecret"))
                .isInstanceOf(RotationFailed.class)
                .hasMessageContaining("it is holdfast_app_b's turn")
                .hasMessageNotContaining("not-to-be-set");
        assertLogsIn(current());
    }

    @Test
    void refusesAVersionThatIsNotPending() {
        assertThatThrownBy(() -> MigratedDatabase.rotate(secrets, "no-such-version", "createSecret"))
                .isInstanceOf(RotationFailed.class)
                .hasMessageContaining("version no-such-version is not pending");
    }

    @Test
    void refusesAnUnknownStep() {
        var token = secrets.beginRotation(APPLICATION_ARN);

        assertThatThrownBy(() -> MigratedDatabase.rotate(secrets, token, "dropSecret"))
                .hasMessageContaining("allowed are createSecret, setSecret, testSecret and finishSecret");
    }

    @Test
    void keepsNewPasswordsOutOfTheServersLog() {
        MigratedDatabase.rotate(secrets);

        assertThat(Postgres.log())
                .containsIgnoringCase("ALTER USER \"holdfast_app_b\" PASSWORD 'SCRAM-SHA-256$")
                .doesNotContain(current().password());
    }

    private Credentials current() {
        return Credentials.parse(APPLICATION_ARN, secrets.value(APPLICATION_ARN));
    }

    private static void assertLogsIn(Credentials credentials) throws SQLException {
        Postgres.connect(credentials.username(), credentials.password()).close();
    }
}
