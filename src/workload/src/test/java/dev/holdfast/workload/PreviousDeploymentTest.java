package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import dev.holdfast.migrationrules.MigrationFile;
import dev.holdfast.migrationrules.Review;
import dev.holdfast.migrationrules.Version;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviousDeploymentTest {
    private static final MigrationFiles PAIR = new MigrationFiles(
            "sha256:",
            Review.of(List.of(
                    MigrationFile.of("V1__messages.sql", "CREATE TABLE messages (text text)"),
                    MigrationFile.of("V2__body.sql", "ALTER TABLE messages ADD COLUMN body text"),
                    MigrationFile.of(
                            "V3__text.sql", "-- holdfast: contract of V2\nALTER TABLE messages DROP COLUMN text"))));

    private static PreviousDeployment at(String version) {
        return PreviousDeployment.of(Map.of("version", version, "applied", List.of()));
    }

    @Test
    void isKnownByTheVersionThatItLeft() {
        assertThat(at("2").migrations()).contains(new Version("2"));
    }

    @Test
    void isNoneWhereNothingWasDeployedOrNothingIsKnown() {
        assertThat(PreviousDeployment.of(null).migrations()).isEmpty();
        assertThat(PreviousDeployment.of("text").migrations()).isEmpty();
        assertThat(PreviousDeployment.of(Map.of("answer", "done")).migrations()).isEmpty();
        assertThat(at("0").migrations()).isEmpty();
    }

    @Test
    void refusesAContractStepWhoseExpandStepItDidNotHave() {
        assertThatThrownBy(() -> at("1").precedes(PAIR))
                .isInstanceOf(RunException.class)
                .hasMessageContainingAll("V3__text.sql is the contract step of V2", "the last deployment reached V1");
    }

    @Test
    void letsAContractStepFollowInALaterDeploymentAndANewStackTakeBothAtOnce() {
        assertThatCode(() -> at("2").precedes(PAIR)).doesNotThrowAnyException();
        assertThatCode(() -> PreviousDeployment.of(null).precedes(PAIR)).doesNotThrowAnyException();
    }

    @Test
    void tellsWhichMigrationsItDidNotHave() {
        assertThat(at("1").news(PAIR))
                .contains(
                        "migrations that the last deployment did not have: V2 body (expand), V3 text (contract of V2)");
        assertThat(at("3").news(PAIR)).isEmpty();
    }

    @Test
    void warnsOfLocksOnlyWhereSomebodyMayWait() {
        var index = new MigrationFiles(
                "sha256:", Review.of(List.of(MigrationFile.of("V2__index.sql", "CREATE INDEX i ON messages (text)"))));

        assertThat(at("1").warnings(index)).singleElement().asString().contains("index-locks");
        assertThat(at("2").warnings(index)).isEmpty();
        assertThat(PreviousDeployment.of(null).warnings(index)).isEmpty();
    }
}
