package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces, and the services that find each other in them. */
class ServiceDiscoveryTest {
    private static final String NAMESPACE = "aws:servicediscovery/httpNamespace:HttpNamespace";
    private static final String SERVICE = "aws:ecs/service:Service";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;

    @BeforeEach
    void openCloud() {
        cloud = new SandboxCloud(directory);
    }

    private static Map<String, Object> serviceIn(Object namespace) {
        return Map.of(
                "name",
                "api",
                "networkConfiguration",
                Map.of("subnets", List.of()),
                "serviceConnectConfiguration",
                Map.of("enabled", true, "namespace", namespace));
    }

    private Map<String, String> problems(Map<String, Object> alias) {
        var connect =
                Map.of("enabled", true, "services", List.of(Map.of("portName", "api", "clientAlias", List.of(alias))));
        return SandboxCloud.failures(
                cloud.check(SERVICE, "api", Map.of(), Map.of("serviceConnectConfiguration", connect)));
    }

    @Test
    void givesANamespaceAnIdAndAnArn() {
        var namespace = cloud.create(NAMESPACE, Map.of("name", "services"));

        assertThat(namespace.id()).matches("ns-[a-z0-9]{16}");
        assertThat(namespace.outputs())
                .containsEntry("arn", "arn:aws:servicediscovery:eu-west-1:100000000000:namespace/" + namespace.id())
                .containsEntry("httpName", "services");
    }

    @Test
    void refusesASecondNamespaceOfOneName() {
        cloud.create(NAMESPACE, Map.of("name", "services"));

        assertThatThrownBy(() -> cloud.create(NAMESPACE, Map.of("name", "services")))
                .hasMessageContaining("NamespaceAlreadyExists");
    }

    @Test
    void refusesAServiceInANamespaceThatDoesNotExist() {
        assertThatThrownBy(() -> cloud.create(SERVICE, serviceIn("services")))
                .hasMessageContaining("NamespaceNotFoundException")
                .hasMessageContaining("services");
    }

    @Test
    void keepsANamespaceThatAServiceIsIn() {
        var namespace = cloud.create(NAMESPACE, Map.of("name", "services"));
        cloud.create(SERVICE, serviceIn(namespace.outputs().get("arn")));

        assertThatThrownBy(() -> cloud.delete(NAMESPACE, namespace)).hasMessageContaining("ResourceInUse");
    }

    @Test
    void acceptsANameAndAPortForClients() {
        assertThat(problems(Map.of("dnsName", "api.internal", "port", 8080)))
                .doesNotContainKeys(
                        "serviceConnectConfiguration.services.clientAlias.dnsName",
                        "serviceConnectConfiguration.services.clientAlias.port");
    }

    @Test
    void refusesANameOrAPortThatClientsCannotUse() {
        assertThat(problems(Map.of("dnsName", "API", "port", 0)))
                .containsKeys(
                        "serviceConnectConfiguration.services.clientAlias.dnsName",
                        "serviceConnectConfiguration.services.clientAlias.port");
    }
}
