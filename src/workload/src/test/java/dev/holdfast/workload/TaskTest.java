package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tasks and the function run, and what they are told. */
class TaskTest {
    private static final Cloud DEV = Workload.run("dev");

    private static Seen task(String service) {
        return DEV.named("aws:ecs/taskDefinition:TaskDefinition", service);
    }

    private static JsonNode container(String service) throws Exception {
        return container(task(service));
    }

    private static JsonNode container(Seen task) throws Exception {
        var containers = new ObjectMapper().readTree((String) task.inputs().get("containerDefinitions"));
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    private static Map<String, String> pairs(JsonNode list, String value) {
        var pairs = new HashMap<String, String>();
        list.forEach(
                pair -> pairs.put(pair.get("name").asText(), pair.get(value).asText()));
        return pairs;
    }

    @Test
    void runsTheImageOfTheGivenDigest() throws Exception {
        assertThat(container("web").get("image").asText())
                .isEqualTo(Workload.REGISTRY + "/holdfast/web@" + Workload.WEB_DIGEST);
        assertThat(container("api").get("image").asText())
                .isEqualTo(Workload.REGISTRY + "/holdfast/api@" + Workload.API_DIGEST);
        assertThat(DEV.named("aws:lambda/function:Function", "migrations").inputs())
                .containsEntry("imageUri", Workload.REGISTRY + "/holdfast/migrations@" + Workload.MIGRATIONS_DIGEST);
    }

    @Test
    void tellsApiWhereTheDatabaseIs() throws Exception {
        assertThat(pairs(container("api").get("environment"), "value"))
                .isEqualTo(Map.of(
                        "PORT", "8080",
                        "DATABASE_HOST", "database.test",
                        "DATABASE_PORT", "5432",
                        "DATABASE_NAME", "holdfast",
                        "DATABASE_SECRET_ARN", "arn:aws:test:::credentials",
                        "ENVIRONMENT", "dev",
                        "RELEASE", "aaaaaaaaaaaa"));
    }

    @Test
    void givesApiItsCredentialsByReferenceOnly() throws Exception {
        assertThat(pairs(container("api").get("secrets"), "valueFrom"))
                .isEqualTo(Map.of("DATABASE_CREDENTIALS", "arn:aws:test:::credentials"));
    }

    @Test
    void tellsTheFunctionWhereItsSecretsAre() {
        assertThat(Workload.input(DEV.named("aws:lambda/function:Function", "migrations"), "environment.variables"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsAllEntriesOf(Map.of(
                        "DATABASE_HOST", "database.test",
                        "DATABASE_PORT", "5432",
                        "DATABASE_NAME", "holdfast",
                        "DATABASE_MASTER_SECRET_ARN", Workload.MASTER_SECRET,
                        "DATABASE_SECRET_ARN", "arn:aws:test:::credentials",
                        "DATABASE_READ_ONLY_SECRET_ARN", "arn:aws:test:::read-only-credentials"));
    }

    @Test
    void hasNoValueOfAnySecretInTheProgram() {
        assertThat(DEV.all("aws:secretsmanager/secretVersion:SecretVersion")).isEmpty();
        assertThat(DEV.only("aws:rds/instance:Instance").inputs())
                .containsEntry("manageMasterUserPassword", true)
                .doesNotContainKey("password");
    }

    @Test
    void tellsWebWhereApiIsAndWhatToShow() throws Exception {
        var settings = Workload.settings("dev", "webTitle", "Ours", "webText", "Try “things” <b>out</b> – here.");
        var task = Workload.run(settings).named("aws:ecs/taskDefinition:TaskDefinition", "web");

        assertThat(pairs(container(task).get("environment"), "value"))
                .isEqualTo(Map.of(
                        "PORT", "8080",
                        "API_URL", "http://api:8080",
                        "ENVIRONMENT", "dev",
                        "RELEASE", "cccccccccccc",
                        "TITLE", "Ours",
                        "TEXT", "Try “things” <b>out</b> – here."));
    }

    @Test
    void tellsWebNothingOfTheDatabaseOrOfSecrets() throws Exception {
        assertThat(container("web").get("secrets")).isEmpty();
        assertThat(container("web").toString().toLowerCase(Locale.ROOT))
                .doesNotContain("database")
                .doesNotContain("credentials");
    }

    @Test
    void tellsEveryServiceTheReleaseThatIsSet() throws Exception {
        var cloud = Workload.run(Workload.settings("dev", "release", "2026-11-21.1"));

        for (var task : cloud.all("aws:ecs/taskDefinition:TaskDefinition")) {
            assertThat(pairs(container(task).get("environment"), "value")).containsEntry("RELEASE", "2026-11-21.1");
        }
    }

    @Test
    void tellsEachServiceWhichOfItsFeaturesAreOn() throws Exception {
        var cloud = Workload.run(Workload.settings("dev", "apiFeatures", "search, also-this"));

        assertThat(pairs(
                        container(cloud.named("aws:ecs/taskDefinition:TaskDefinition", "api"))
                                .get("environment"),
                        "value"))
                .containsEntry("FEATURES", "also-this,search");
        assertThat(pairs(
                        container(cloud.named("aws:ecs/taskDefinition:TaskDefinition", "web"))
                                .get("environment"),
                        "value"))
                .doesNotContainKey("FEATURES");
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void runsWithoutRootAndWithoutADiskToWriteTo(String service) throws Exception {
        var container = container(service);

        assertThat(container.get("user").asText()).isEqualTo("10001:10001");
        assertThat(container.get("readonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/linuxParameters/tmpfs/0/containerPath").asText())
                .isEqualTo("/tmp");
    }

    @Test
    void sendsLogsToItsLogGroup() throws Exception {
        assertThat(container("web")
                        .at("/logConfiguration/options/awslogs-group")
                        .asText())
                .isEqualTo("/holdfast/dev/web");
        assertThat(container("api")
                        .at("/logConfiguration/options/awslogs-group")
                        .asText())
                .isEqualTo("/holdfast/dev/api");
        assertThat(Workload.input(DEV.named("aws:lambda/function:Function", "migrations"), "loggingConfig.logGroup"))
                .isEqualTo("/holdfast/dev/migrations");
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void neverWaitsForItsLog(String service) throws Exception {
        assertThat(container(service).at("/logConfiguration/options/mode").asText())
                .isEqualTo("non-blocking");
    }

    /** For ten seconds it takes requests, and for twenty it answers; a load balancer drains it for thirty. */
    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void givesATaskTheTimeToAnswerWhatItTook(String service) throws Exception {
        assertThat(container(service).get("stopTimeout").asInt())
                .isGreaterThan(30)
                .isLessThan(120);
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void checksThatTheServiceLivesFromInside(String service) throws Exception {
        assertThat(container(service).at("/healthCheck/command/0").asText()).isEqualTo("CMD");
        assertThat(container(service).at("/healthCheck/command").toString())
                .contains("dev.holdfast." + service + ".HealthCheck");
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void hasASizeThatFargateSells(String service) {
        assertThat(task(service).inputs())
                .containsEntry("cpu", "512")
                .containsEntry("memory", "1024")
                .containsEntry("networkMode", "awsvpc")
                .containsEntry("requiresCompatibilities", List.of("FARGATE"));
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void runsOnTheProcessorsThatItsImageIsBuiltFor(String service) throws Exception {
        assertThat(Workload.input(task(service), "runtimePlatform.cpuArchitecture"))
                .isEqualTo("ARM64");
        assertThat(Files.readString(Path.of("../../pom.xml")))
                .contains("<image.architecture>arm64</image.architecture>");
    }

    @Test
    void runsEveryFunctionOnTheProcessorsThatItsImageIsBuiltFor() {
        assertThat(DEV.all("aws:lambda/function:Function"))
                .isNotEmpty()
                .allSatisfy(function -> assertThat(function.inputs()).containsEntry("architectures", List.of("arm64")));
    }

    @Test
    void letsTheFunctionGoWithoutWaitingForItsNetworkInterfaces() {
        assertThat(DEV.named("aws:lambda/function:Function", "migrations").inputs())
                .containsEntry("replaceSecurityGroupsOnDestroy", true);
    }

    @Test
    void givesAMigrationTheLongestTimeThatLambdaHas() {
        assertThat(DEV.named("aws:lambda/function:Function", "migrations").inputs())
                .containsEntry("timeout", 900.0);
    }
}
