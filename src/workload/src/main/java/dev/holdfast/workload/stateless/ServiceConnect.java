package dev.holdfast.workload.stateless;

import com.pulumi.aws.ecs.inputs.ServiceServiceConnectConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceConnectConfigurationLogConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceConnectConfigurationServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceConnectConfigurationServiceClientAliasArgs;
import com.pulumi.core.Output;
import java.util.Optional;

/**
 * A service's part in ECS Service Connect, by which tasks of one namespace reach each other under short names. A proxy
 * in each task resolves them, balances and logs; a task knows those endpoints that exist when its deployment begins.
 *
 * @param namespaceArn the namespace; by its ARN, which is what ECS answers
 * @param published where clients reach the service; none for one that is only a client
 */
public record ServiceConnect(Output<String> namespaceArn, Optional<ClientAlias> published) {
    /**
     * The CPU units that AWS recommends to add to a task for its proxy ("Amazon ECS Service Connect components" in the
     * developer guide); the least task that Fargate sells has no more than that. The 64 MiB of memory that go with them
     * find room in every size beyond it.
     */
    public static final int PROXY_CPU = 256;

    /** The name and the port that clients connect to. */
    public record ClientAlias(String dnsName, int port) {}

    ServiceServiceConnectConfigurationArgs configuration(FargateService.Container container, String region) {
        var arguments = ServiceServiceConnectConfigurationArgs.builder()
                .enabled(true)
                .namespace(namespaceArn)
                .logConfiguration(logs(container, region));
        published.ifPresent(alias -> arguments.services(endpoint(container, alias)));
        return arguments.build();
    }

    private static ServiceServiceConnectConfigurationServiceArgs endpoint(
            FargateService.Container container, ClientAlias alias) {
        return ServiceServiceConnectConfigurationServiceArgs.builder()
                .portName(container.name())
                .clientAlias(ServiceServiceConnectConfigurationServiceClientAliasArgs.builder()
                        .dnsName(alias.dnsName())
                        .port(alias.port())
                        .build())
                .build();
    }

    /** The proxy writes beside its service: what a request met on its way is asked for together with the service's lines. */
    private static ServiceServiceConnectConfigurationLogConfigurationArgs logs(
            FargateService.Container container, String region) {
        return ServiceServiceConnectConfigurationLogConfigurationArgs.builder()
                .logDriver("awslogs")
                .options(container
                        .logGroup()
                        .applyValue(
                                group -> ContainerDefinition.LogConfiguration.awslogs(group, region, "service-connect")
                                        .options()))
                .build();
    }
}
