package dev.holdfast.workload;

import com.pulumi.core.Output;
import dev.holdfast.workload.stateless.FargateService;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.SecurityGroups;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service web: shows a page, with what it reads from api. It has no secret and does not know the database. */
final class Web {
    /** Where it listens. */
    static final int PORT = 8080;

    private Web() {}

    static LoadBalancer.Target target(String targetGroupName) {
        return new LoadBalancer.Target("web", targetGroupName, PORT, "/health/ready");
    }

    static Services.Spec spec(Settings settings, SecurityGroups security, FargateService api) {
        return new Services.Spec(
                "web",
                settings.webDigest(),
                settings.profile().web(),
                PORT,
                "dev.holdfast.web.HealthCheck",
                Map.of(
                        "PORT", Output.of(Integer.toString(PORT)),
                        "API_URL", Output.of("http://" + Api.ALIAS.dnsName() + ":" + Api.ALIAS.port()),
                        "ENVIRONMENT", Output.of(settings.environment().name()),
                        "RELEASE", Output.of(settings.release(settings.webDigest())),
                        "TITLE", Output.of(settings.page().title()),
                        "TEXT", Output.of(settings.page().text())),
                Optional.empty(),
                Optional.empty(),
                security.web,
                Optional.empty(),
                // Its tasks know only the endpoints of Service Connect that are there when they are deployed.
                List.of(api));
    }
}
