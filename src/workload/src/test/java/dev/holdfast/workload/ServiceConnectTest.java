package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** How services find each other. */
class ServiceConnectTest {
    private static final Cloud DEV = Workload.run("dev");

    private static Object connect(String service, String path) {
        return Workload.input(DEV.named("aws:ecs/service:Service", service), "serviceConnectConfiguration" + path);
    }

    @Test
    void eachEnvironmentHasANamespaceOfItsOwn() {
        assertThat(DEV.only("aws:servicediscovery/httpNamespace:HttpNamespace").inputs())
                .containsEntry("name", "holdfast-dev-services");
        assertThat(Workload.run("stage")
                        .only("aws:servicediscovery/httpNamespace:HttpNamespace")
                        .inputs())
                .containsEntry("name", "holdfast-stage-services");
    }

    @Test
    void everyServiceIsInTheNamespace() {
        for (var service : Workload.services()) {
            assertThat(connect(service, ".enabled")).isEqualTo(true);
            assertThat(connect(service, ".namespace")).isEqualTo("arn:aws:test:::namespace");
        }
    }

    @Test
    void apiIsFoundUnderTheNameThatWebIsTold() {
        assertThat(connect("api", ".services"))
                .isEqualTo(List.of(
                        Map.of("portName", "api", "clientAlias", List.of(Map.of("dnsName", "api", "port", 8080.0)))));
    }

    @Test
    void webIsOnlyAClient() {
        assertThat(connect("web", ""))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .doesNotContainKey("services");
    }

    @Test
    void thePortThatIsPublishedIsOneOfTheTaskAndSpeaksHttp() {
        assertThat(DEV.named("aws:ecs/taskDefinition:TaskDefinition", "api")
                        .inputs()
                        .get("containerDefinitions")
                        .toString())
                .contains("{\"name\":\"api\",\"containerPort\":8080,\"protocol\":\"tcp\",\"appProtocol\":\"http\"}");
    }

    @Test
    void theProxyWritesToTheLogGroupOfItsService() {
        for (var service : Workload.services()) {
            assertThat(connect(service, ".logConfiguration"))
                    .isEqualTo(Map.of(
                            "logDriver",
                            "awslogs",
                            "options",
                            Map.of(
                                    "awslogs-group", "/holdfast/dev/" + service,
                                    "awslogs-region", "eu-central-1",
                                    "awslogs-stream-prefix", "service-connect",
                                    "max-buffer-size", "10m",
                                    "mode", "non-blocking")));
        }
    }
}
