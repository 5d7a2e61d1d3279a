package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a service declares for Service Connect: the namespace whose endpoints its tasks use, and the endpoints that its
 * tasks are.
 *
 * @param namespace the Cloud Map namespace
 */
record ServiceConnectConfiguration(Resource namespace, List<Endpoint> endpoints) {
    private static final String NAMESPACE = "aws:servicediscovery/httpNamespace:HttpNamespace";
    private static final String CLUSTER = "aws:ecs/cluster:Cluster";

    /**
     * A service of the namespace.
     *
     * @param portName the name of a port mapping in the task definition
     * @param dnsName what its clients call it
     * @param port where its clients connect
     */
    record Endpoint(String namespaceArn, String portName, String discoveryName, String dnsName, int port) {}

    /**
     * What a service declares, if Service Connect is enabled for it.
     *
     * @throws AwsException as ECS refuses it
     */
    static Optional<ServiceConnectConfiguration> of(Resource service, Resources resources) {
        return service.objects("serviceConnectConfiguration").stream()
                .filter(one -> Boolean.TRUE.equals(one.get("enabled")))
                .findFirst()
                .map(one -> of(service, new Declared(one), resources));
    }

    private static ServiceConnectConfiguration of(Resource service, Declared declared, Resources resources) {
        var name = declared.text("namespace")
                .or(() -> clusterDefault(service, resources))
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterException",
                        "Service Connect needs a namespace: set serviceConnectConfiguration.namespace of service "
                                + Service.name(service)
                                + ", or serviceConnectDefaults of its cluster, to the name or ARN of a Cloud Map"
                                + " namespace."));
        var namespace = resources
                .beside(service, NAMESPACE)
                .filter(one -> one.isNamed(name))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "NamespaceNotFoundException",
                        "The specified namespace wasn't found: '" + name + "' is no name or ARN of a Cloud Map"
                                + " namespace in account " + service.account() + ", " + service.region() + "."));
        var endpoints = declared.objects("services").stream()
                .map(one -> endpoint(namespace, one))
                .toList();
        return new ServiceConnectConfiguration(namespace, endpoints);
    }

    private static Endpoint endpoint(Resource namespace, Declared declared) {
        var portName = declared.text("portName").orElse("");
        var discoveryName = declared.text("discoveryName").orElse(portName);
        var aliases = declared.objects("clientAlias");
        if (aliases.size() != 1) {
            throw refused("The Service Connect service of port '" + portName + "' has " + aliases.size()
                    + " client aliases; it must have one, with a port.");
        }
        var byDefault = discoveryName + "." + namespace.text("name").orElse(namespace.id());
        return new Endpoint(
                namespace.arn().orElse(namespace.id()),
                portName,
                discoveryName,
                aliases.get(0).text("dnsName").orElse(byDefault),
                aliases.get(0).number("port"));
    }

    private static Optional<String> clusterDefault(Resource service, Resources resources) {
        var cluster = service.text("cluster").orElse("default");
        return resources
                .beside(service, CLUSTER)
                .filter(one -> one.isNamed(cluster))
                .flatMap(one -> one.objects("serviceConnectDefaults").stream())
                .flatMap(one -> new Declared(one).text("namespace").stream())
                .findFirst();
    }

    /**
     * Refuses ports that the task definition does not name.
     *
     * @throws AwsException naming them and those that there are
     */
    void check(TaskDefinition definition) {
        for (var endpoint : endpoints) {
            if (containerPort(endpoint, definition).isEmpty()) {
                var names = definition.containers().stream()
                        .flatMap(one -> one.portMappings().stream())
                        .flatMap(one -> Optional.ofNullable(one.name()).stream())
                        .toList();
                throw refused("The portName '" + endpoint.portName()
                        + "' of the Service Connect configuration is not the name of a port mapping in task definition "
                        + definition + ", which has: " + (names.isEmpty() ? "none with a name" : names) + ".");
            }
        }
    }

    static OptionalInt containerPort(Endpoint endpoint, TaskDefinition definition) {
        return definition.containers().stream()
                .flatMap(one -> one.portMappings().stream())
                .filter(one -> endpoint.portName().equals(one.name()))
                .mapToInt(TaskDefinition.PortMapping::containerPort)
                .findFirst();
    }

    static AwsException refused(String message) {
        return new AwsException("InvalidParameterException", message);
    }

    /** An object within the declaration. */
    private record Declared(Map<?, ?> properties) {
        Optional<String> text(String property) {
            return Optional.ofNullable(properties.get(property))
                    .map(Object::toString)
                    .filter(text -> !text.isEmpty());
        }

        int number(String property) {
            return properties.get(property) instanceof Number number ? number.intValue() : 0;
        }

        List<Declared> objects(String property) {
            return properties.get(property) instanceof List<?> list
                    ? list.stream().map(one -> new Declared((Map<?, ?>) one)).toList()
                    : List.of();
        }
    }
}
