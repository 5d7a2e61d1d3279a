package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.image.NetworkProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConnectTest {
    private static final Map<String, Object> CLIENT = Map.of("enabled", true, "namespace", "app");
    private static final Map<String, Object> API = endpoint("api", "api", "api");

    @TempDir
    Path directory;

    private final OpenGroups rules = new OpenGroups();
    private TestCloud cloud;
    private String image;

    @BeforeEach
    void push() throws IOException {
        rules.publicPorts.add(8080);
        rules.groups.add("sg-web");
        cloud = new TestCloud(directory, resources -> rules);
        var archive = OciImage.of(NetworkProgram.class, NetworkProgram.Connections.class)
                .write(directory.resolve("image.tar"), false);
        image = TestCloud.REGISTRY + "app@" + cloud.registry.push("app", archive);
        cloud.put("aws:servicediscovery/httpNamespace:HttpNamespace", "ns-1", Map.of("name", "app"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void takesAClientToAHealthyTaskByItsNameWithTheClientsOwnAddress() throws Exception {
        create("api", API);
        var web = create("web", CLIENT);

        for (var how : List.of("socket", "channel", "client")) {
            assertThat(ask(web, how + "/api/8080")).isEqualTo(address(web));
        }
        assertThat(cloud.refusals.of(task(web).network())).isEmpty();
    }

    @Test
    void tellsNobodyOutsideTheNamespaceTheNameAndKeepsThemOut() throws Exception {
        create("api", API);
        var web = create("web", CLIENT);
        var stranger = create("stranger", Map.of("enabled", false));
        rules.groups.add("sg-stranger");
        var address = names(web).replaceAll("(?s).*?(127\\.255\\.\\S+) api\n.*", "$1");

        assertThat(ask(web, "socket/" + address + "/8080")).isEqualTo(address(web));
        assertThat(names(stranger)).doesNotContain("api").contains("localhost");
        assertThat(ask(stranger, "socket/api/8080")).isEqualTo("nothing");
        assertThat(ask(stranger, "socket/" + address + "/8080")).isEqualTo("nothing");
        assertThat(cloud.refusals.of(task(stranger).network()))
                .singleElement()
                .asString()
                .contains("does not know the Service Connect endpoint api:8080");
    }

    @Test
    void asksTheNetworkInTheClientsName() throws Exception {
        rules.groups.clear();
        var api = create("api", API);
        var web = create("web", CLIENT);

        assertThat(ask(web, "socket/api/8080")).isEqualTo("nothing");
        assertThat(cloud.refusals.of(task(web).network()))
                .containsExactly("no rule lets " + task(web).network().owner() + " reach "
                        + task(api).network().owner() + " on port 8081");

        rules.groups.add("sg-web");
        assertThat(ask(web, "socket/api/8080")).isEqualTo(address(web));
    }

    @Test
    void knowsAnEndpointThatComesLaterFromTheNextDeploymentOn() throws Exception {
        var web = create("web", CLIENT);
        create("api", API);
        assertThat(ask(web, "socket/api/8080")).isEqualTo("nothing");

        var deployed = cloud.update(web, Map.of("forceNewDeployment", true));

        assertThat(ask(deployed, "socket/api/8080")).isEqualTo(address(deployed));
    }

    @Test
    void endsAConnectionAtOnceWhileNoTaskIsHealthy() throws Exception {
        var api = create("api", API);
        var web = create("web", CLIENT);

        var none = cloud.update(api, Map.of("desiredCount", 0));
        assertThat(ask(web, "socket/api/8080")).isEqualTo("nothing");

        cloud.update(none, Map.of("desiredCount", 1));
        assertThat(ask(web, "socket/api/8080")).isEqualTo(address(web));
    }

    @Test
    void comesBackWithTheCloudAndKnowsWhatItsDeploymentKnew() throws Exception {
        create("api", API);
        create("web", CLIENT);
        create("late", endpoint("api", "late", "late"));
        cloud.close();

        cloud = new TestCloud(directory, resources -> rules);
        cloud.resume();

        var web = cloud.resources.all(Service.TYPE).stream()
                .filter(one -> one.id().equals("web"))
                .findFirst()
                .orElseThrow();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> ask(web, "socket/api/8080").equals(address(web)));
        assertThat(names(web)).doesNotContain("late");
    }

    @Test
    void namesAnEndpointByItsNamespaceWhereItsAliasHasNoName() throws Exception {
        create("api", endpoint("api", "backend", null));
        var web = create("web", CLIENT);

        assertThat(ask(web, "socket/backend.app/8080")).isEqualTo(address(web));
        assertThat(ask(web, "socket/backend/8080")).isEqualTo("nothing");
    }

    @Test
    void forgetsTheEndpointsOfAServiceThatIsDeleted() throws Exception {
        var api = create("api", API);
        var web = create("web", CLIENT);

        cloud.delete(api);

        assertThat(ask(web, "socket/api/8080")).isEqualTo("nothing");
        assertThat(names(create("other", CLIENT))).doesNotContain("api");
    }

    @Test
    void refusesAPortThatTheTaskDefinitionDoesNotName() {
        assertThatThrownBy(() -> create("api", endpoint("http", "api", "api")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("portName 'http'")
                .hasMessageContaining("app:1, which has: [api]");
    }

    @Test
    void refusesANamespaceThatDoesNotExistOrIsNotGiven() {
        assertThatThrownBy(() -> create("web", Map.of("enabled", true, "namespace", "other")))
                .isInstanceOf(AwsException.class)
                .hasToString("NamespaceNotFoundException: The specified namespace wasn't found: 'other' is no name or"
                        + " ARN of a Cloud Map namespace in account 111122223333, eu-central-1.");
        assertThatThrownBy(() -> create("web", Map.of("enabled", true)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("serviceConnectConfiguration.namespace");
    }

    @Test
    void refusesNamesThatAnotherServiceHas() throws Exception {
        create("api", API);

        assertThatThrownBy(() -> create("second", endpoint("api", "api", "api2")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("discoveryName 'api' is already in use in namespace app by service api");
        assertThatThrownBy(() -> create("third", endpoint("api", "api3", "api")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("dnsName 'api' is already in use");
    }

    @Test
    void refusesAServiceWithoutAClientAlias() {
        var without = Map.<String, Object>of(
                "enabled", true, "namespace", "app", "services", List.of(Map.of("portName", "api")));

        assertThatThrownBy(() -> create("api", without))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("port 'api' has 0 client aliases");
    }

    /** A service of one task in a security group of its own, sg-name. */
    private Resource create(String name, Map<String, Object> connect) {
        var definition = cloud.taskDefinition(image, ",\"portMappings\":[{\"name\":\"api\",\"containerPort\":8081}]");
        var inputs = TestCloud.service(definition, 1, false);
        inputs.put("name", name);
        inputs.put("serviceConnectConfiguration", connect);
        inputs.put(
                "networkConfiguration",
                Map.of("subnets", List.of("subnet-1"), "securityGroups", List.of("sg-" + name)));
        return cloud.create(Service.TYPE, name, inputs);
    }

    private static Map<String, Object> endpoint(String portName, String discoveryName, String dnsName) {
        var alias = new HashMap<String, Object>(Map.of("port", 8080));
        if (dnsName != null) {
            alias.put("dnsName", dnsName);
        }
        return Map.of(
                "enabled",
                true,
                "namespace",
                TestCloud.arn("aws:servicediscovery/httpNamespace:HttpNamespace", "ns-1"),
                "services",
                List.of(Map.of("portName", portName, "discoveryName", discoveryName, "clientAlias", List.of(alias))));
    }

    private Task task(Resource service) {
        return cloud.services.tasks(service).get(0);
    }

    private String address(Resource service) {
        return task(service).network().loopback();
    }

    private String ask(Resource service, String what) throws IOException, InterruptedException {
        return TestCloud.get("http://" + address(service) + ":8080/ask/" + what).body();
    }

    private String names(Resource service) throws IOException {
        return Files.readString(
                directory.resolve("cloud/tasks").resolve(task(service).id()).resolve("hosts"));
    }
}
