package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A restored database comes up beside the one that is in use, and the system goes over to it when it is told to. */
class RestoreTest {
    private static final String TIME = "2026-11-24T09:30:00Z";
    private static final Cloud BESIDE =
            run("databases", "{\"tuesday\": {\"restoreFromSnapshot\": \"before-the-release\"}}");
    private static final Cloud SWITCHED = run(
            "databases",
            "{\"tuesday\": {\"restoreFromTime\": \"" + TIME + "\"},"
                    + " \"again\": {\"restoreFromTime\": \"latest\", \"restoreFromDatabase\": \"tuesday\"}}",
            "currentDatabase",
            "tuesday");

    private static Cloud run(String... keysAndValues) {
        var settings = Workload.settings("prod", keysAndValues);
        return Told.apart(settings);
    }

    private static Seen instance(Cloud cloud, String name) {
        return cloud.named("aws:rds/instance:Instance", name);
    }

    private static Object functionsVariables(Cloud cloud) {
        return Workload.input(cloud.named("aws:lambda/function:Function", "migrations"), "environment.variables");
    }

    private static List<String> problems(String... keysAndValues) {
        return assertThatThrownBy(() -> Workload.settings("prod", keysAndValues))
                .asInstanceOf(type(InvalidConfiguration.class))
                .actual()
                .problems();
    }

    @Test
    void leavesTheOldDatabaseAsItWas() {
        var alone = instance(run(), "database");
        var old = instance(BESIDE, "database");

        assertThat(old.inputs()).isEqualTo(alone.inputs()).containsEntry("identifier", "holdfast-prod-database");
        assertThat(old.isProtected()).isTrue();
    }

    @Test
    void givesTheRestoredDatabaseNamesOfItsOwn() {
        assertThat(instance(BESIDE, "database-tuesday").inputs())
                .containsEntry("identifier", "holdfast-prod-database-tuesday")
                .containsEntry("finalSnapshotIdentifier", "holdfast-prod-database-tuesday-final");
        for (var type : List.of(
                "aws:rds/parameterGroup:ParameterGroup",
                "aws:rds/subnetGroup:SubnetGroup",
                "aws:cloudwatch/logGroup:LogGroup")) {
            assertThat(BESIDE.all(type))
                    .extracting(one -> one.inputs().get("name"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void restoresASnapshotWithTheNamesThatItHolds() {
        assertThat(instance(BESIDE, "database-tuesday").inputs())
                .containsEntry("snapshotIdentifier", "before-the-release")
                .containsEntry("manageMasterUserPassword", true)
                .containsEntry("deletionProtection", true)
                .containsEntry(
                        "vpcSecurityGroupIds",
                        instance(BESIDE, "database").inputs().get("vpcSecurityGroupIds"))
                .doesNotContainKeys("username", "dbName", "restoreToPointInTime");
        assertThat(instance(BESIDE, "database-tuesday").isProtected()).isTrue();
    }

    @Test
    void restoresAMomentOfAnotherDatabase() {
        assertThat(instance(SWITCHED, "database-tuesday").inputs())
                .containsEntry(
                        "restoreToPointInTime",
                        Map.of("restoreTime", TIME, "sourceDbInstanceIdentifier", "holdfast-prod-database"))
                .doesNotContainKeys("username", "dbName", "snapshotIdentifier");
        assertThat(instance(SWITCHED, "database-again").inputs())
                .containsEntry(
                        "restoreToPointInTime",
                        Map.of(
                                "useLatestRestorableTime",
                                true,
                                "sourceDbInstanceIdentifier",
                                "holdfast-prod-database-tuesday"));
    }

    @Test
    void restoresTheBackupsOfADatabaseThatIsDeleted() {
        var id = "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var cloud =
                run("databases", "{\"b\": {\"restoreFromTime\": \"latest\", \"restoreFromDatabase\": \"" + id + "\"}}");

        assertThat(instance(cloud, "database-b").inputs())
                .containsEntry(
                        "restoreToPointInTime", Map.of("useLatestRestorableTime", true, "sourceDbiResourceId", id));
    }

    @Test
    void changesNothingElseUntilItIsToldTo() {
        assertThat(functionsVariables(BESIDE)).asString().contains("holdfast-prod-database.test");
        assertThat(BESIDE.only("aws:lambda/invocation:Invocation").inputs().get("triggers"))
                .asString()
                .contains("id of holdfast-prod-database,");
    }

    @Test
    void switchesTheMigrationsAndTheServicesOver() {
        assertThat(functionsVariables(SWITCHED))
                .asString()
                .contains("DATABASE_HOST=holdfast-prod-database-tuesday.test")
                .contains("DATABASE_MASTER_SECRET_ARN=secret of holdfast-prod-database-tuesday");
        assertThat(SWITCHED.only("aws:lambda/invocation:Invocation").inputs().get("triggers"))
                .asString()
                .contains("id of holdfast-prod-database-tuesday");
        assertThat(SWITCHED.named("aws:ecs/taskDefinition:TaskDefinition", "api")
                        .inputs()
                        .get("containerDefinitions"))
                .asString()
                .contains("holdfast-prod-database-tuesday.test");
    }

    @Test
    void refusesToTakeARestoreForAnother() {
        var settings = Workload.settings("prod", "databases", "{\"b\": {\"restoreFromSnapshot\": \"second\"}}");
        var cloud = Workload.cloud("prod")
                .computes(
                        "aws:rds/instance:Instance",
                        inputs -> Map.of(
                                "address",
                                "database.test",
                                "resourceId",
                                "db-1",
                                "masterUserSecrets",
                                List.of(Map.of("secretArn", Workload.MASTER_SECRET)),
                                "snapshotIdentifier",
                                "first"));

        assertThatThrownBy(() -> cloud.run(ctx -> WorkloadProgram.declare(ctx, settings)))
                .hasStackTraceContaining("database holdfast-prod-database-b was restored from snapshot first, but the"
                        + " configuration says snapshot second");
    }

    @Test
    void letsADatabaseGoInTwoSteps() {
        var switched = "\"b\": {\"restoreFromSnapshot\": \"s\"}, ";
        var first = run(
                "databases", "{" + switched + "\"original\": {\"retired\": \"unprotected\"}}", "currentDatabase", "b");
        var second =
                run("databases", "{" + switched + "\"original\": {\"retired\": \"deleted\"}}", "currentDatabase", "b");

        assertThat(instance(first, "database").isProtected()).isFalse();
        assertThat(instance(first, "database").inputs())
                .containsEntry("deletionProtection", false)
                .containsEntry("skipFinalSnapshot", false);
        assertThat(first.named("aws:cloudwatch/logGroup:LogGroup", "database-postgresql")
                        .options()
                        .isRetainOnDelete())
                .isTrue();
        assertThat(instance(first, "database-b").isProtected()).isTrue();
        assertThat(second.all("aws:rds/instance:Instance"))
                .extracting(Seen::name)
                .containsExactly("database-b");
    }

    @Test
    void refusesToRetireTheDatabaseInUse() {
        assertThat(problems("databases", "{\"original\": {\"retired\": \"unprotected\"}}"))
                .containsExactly("holdfast:currentDatabase is 'original', which holdfast:databases does not name or"
                        + " retires, allowed is one of []");
    }

    @Test
    void understandsATimeThatWasWrittenWithoutQuotationMarks() {
        var quoted = Workload.settings("prod", "databases", "{\"a\": {\"restoreFromTime\": \"" + TIME + "\"}}");
        var plain = Workload.settings(
                "prod", "databases", "{\"a\": {\"restoreFromTime\": \"2026-11-24 09:30:00 +0000 UTC\"}}");

        assertThat(plain.databases()).isEqualTo(quoted.databases());
    }

    @Test
    void tellsEveryProblemAtOnce() {
        assertThat(problems(
                        "databases",
                        "{\"Tuesday\": {\"restoreFromSnapshot\": \"s\"}, \"a\": {}, \"b\": {\"restoreFromSnapshot\":"
                                + " \"s\", \"restoreFromTime\": \"latest\"}, \"c\": {\"restoreFromTime\": \"noon\","
                                + " \"restoreFromDatabase\": \"d\"}, \"e\": {\"restoreFromSnapshot\": \"a b\","
                                + " \"restoreFromDatabase\": \"original\"}}",
                        "currentDatabase",
                        "f"))
                .containsExactlyInAnyOrder(
                        "holdfast:databases names 'Tuesday', allowed are at most 20 lower-case letters, digits and"
                                + " single hyphens",
                        "holdfast:databases.a.restoreFromSnapshot is not set, nor is restoreFromTime: set one of them,"
                                + " for only the database 'original' begins empty",
                        "holdfast:databases.b.restoreFromSnapshot is set, but restoreFromTime is too: a database is"
                                + " restored from one of them",
                        "holdfast:databases.c.restoreFromTime is 'noon', allowed are 'latest' and a time in UTC such as"
                                + " 2026-11-24T09:30:00Z",
                        "holdfast:databases.c.restoreFromDatabase is 'd', allowed are original, Tuesday, a, b, e, and"
                                + " the resource id (db-...) of a database that is deleted",
                        "holdfast:databases.e.restoreFromSnapshot is 'a b', allowed is the identifier or the ARN of a"
                                + " snapshot of RDS",
                        "holdfast:databases.e.restoreFromDatabase goes with restoreFromTime only",
                        "holdfast:currentDatabase is 'f', which holdfast:databases does not name or retires, allowed"
                                + " is one of [original, a, b, c, e]");
    }

    @Test
    void refusesAMomentWhereThereAreNoBackups() {
        assertThatThrownBy(
                        () -> Workload.settings("review-1", "databases", "{\"b\": {\"restoreFromTime\": \"latest\"}}"))
                .hasMessage("holdfast:databases.b.restoreFromTime needs backups of the environment's databases, but"
                        + " databaseBackupDays is 0: restore from a snapshot");
    }

    /** A class of its own: other threads run it while this one's fields are still being made. */
    private static final class Told {
        /** A program in a cloud whose databases can be told apart. */
        static Cloud apart(Settings settings) {
            return Workload.cloud("prod")
                    .computes("aws:rds/instance:Instance", inputs -> {
                        var identifier = inputs.get("identifier");
                        return Map.of(
                                "address",
                                identifier + ".test",
                                "resourceId",
                                "id of " + identifier,
                                "masterUserSecrets",
                                List.of(Map.of("secretArn", "secret of " + identifier)));
                    })
                    .run(ctx -> WorkloadProgram.declare(ctx, settings));
        }
    }
}
