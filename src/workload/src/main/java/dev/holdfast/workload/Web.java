package dev.holdfast.workload;

import com.pulumi.core.Output;
import dev.holdfast.workload.stateless.FargateService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The service web: shows a page, with what it reads from api. It has no secret and does not know the database. */
final class Web {
    static final Service SERVICE =
            new Service("web", 8080, "dev.holdfast.web.HealthCheck", Optional.empty(), Set.of(Api.SERVICE.name()));

    private Web() {}

    static Services.Spec spec(Settings settings, FargateService api) {
        return new Services.Spec(
                SERVICE,
                Map.of(
                        "API_URL", Output.of("http://" + Api.ALIAS.dnsName() + ":" + Api.ALIAS.port()),
                        "TITLE", Output.of(settings.page().title()),
                        "TEXT", Output.of(settings.page().text())),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                // Its tasks know only the endpoints of Service Connect that are there when they are deployed.
                List.of(api));
    }
}
