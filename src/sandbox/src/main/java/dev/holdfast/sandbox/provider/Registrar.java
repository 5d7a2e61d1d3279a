package dev.holdfast.sandbox.provider;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Provider.ConstructResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest.PropertyDependencies;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorBlockingStub;

/** Registers the resources of a component with Pulumi's engine, each as a child of another, with the caller's provider. */
final class Registrar {
    private static final String ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones";

    private final ConstructRequest request;
    private final ResourceMonitorBlockingStub monitor;

    /** A value that comes from a resource: where it is used, that depends on it. */
    record Output(Object value, String urn) {}

    /** A resource that the engine knows; in a preview its outputs may be unknown. */
    record Registered(String urn, Output id, Map<String, Object> outputs) {
        Output output(String property) {
            return new Output(outputs.getOrDefault(property, Wire.UNKNOWN), urn);
        }
    }

    Registrar(ConstructRequest request, ResourceMonitorBlockingStub monitor) {
        this.request = request;
        this.monitor = monitor;
    }

    /** Registers the component itself, as its caller declared it. */
    Registered component() {
        var component = RegisterResourceRequest.newBuilder()
                .setType(request.getType())
                .setName(request.getName())
                .setParent(request.getParent())
                .addAllDependencies(request.getDependenciesList())
                .addAllAliases(request.getAliasesList())
                .putAllProviders(request.getProvidersMap())
                .setAliasSpecs(true)
                .setAcceptSecrets(true)
                .setProtect(request.getProtect())
                .build();
        return new Registered(monitor.registerResource(component).getUrn(), new Output("", ""), Map.of());
    }

    /** Registers a child and waits for it. It also depends on its parent, unless that is the component. */
    Registered register(String type, String name, Registered parent, Map<String, Object> inputs) {
        var child = RegisterResourceRequest.newBuilder()
                .setType(type)
                .setName(name)
                .setParent(parent.urn())
                .setCustom(true)
                .setProvider(request.getProvidersOrDefault("aws", ""))
                .setVersion(AwsProvider.VERSION)
                .setAliasSpecs(true)
                .setAcceptSecrets(true)
                .setSupportsPartialValues(true)
                .setProtect(request.getProtect())
                .setRetainOnDelete(request.getRetainOnDelete());
        var dependencies = new TreeSet<String>();
        if (!parent.id().urn().isEmpty()) {
            dependencies.add(parent.urn());
        }
        var object = new LinkedHashMap<String, Object>();
        inputs.forEach((property, value) -> {
            object.put(property, plain(value));
            if (!urns(value).isEmpty()) {
                dependencies.addAll(urns(value));
                child.putPropertyDependencies(
                        property,
                        PropertyDependencies.newBuilder()
                                .addAllUrns(urns(value))
                                .build());
            }
        });
        var answer = monitor.registerResource(child.setObject(Wire.struct(object))
                .addAllDependencies(dependencies)
                .build());
        var id = answer.getId().isEmpty() ? Wire.UNKNOWN : answer.getId();
        return new Registered(answer.getUrn(), new Output(id, answer.getUrn()), Wire.map(answer.getObject()));
    }

    /** Ends the component with its outputs. */
    ConstructResponse complete(Registered component, Map<String, Object> outputs) {
        var response = ConstructResponse.newBuilder().setUrn(component.urn());
        var state = new LinkedHashMap<String, Object>();
        outputs.forEach((property, value) -> {
            state.put(property, plain(value));
            response.putStateDependencies(
                    property,
                    ConstructResponse.PropertyDependencies.newBuilder()
                            .addAllUrns(urns(value))
                            .build());
        });
        monitor.registerResourceOutputs(RegisterResourceOutputsRequest.newBuilder()
                .setUrn(component.urn())
                .setOutputs(Wire.struct(state))
                .build());
        return response.setState(Wire.struct(state)).build();
    }

    /** The first zones of the region. */
    List<String> zones(int count) {
        var answer = monitor.invoke(ResourceInvokeRequest.newBuilder()
                .setTok(ZONES)
                .setProvider(request.getProvidersOrDefault("aws", ""))
                .setVersion(AwsProvider.VERSION)
                .build());
        return ResourceType.values("names", Wire.map(answer.getReturn()))
                .limit(count)
                .map(String::valueOf)
                .toList();
    }

    private static Object plain(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(Registrar::plain).toList();
        }
        return value instanceof Output output ? output.value() : value;
    }

    private static Set<String> urns(Object value) {
        var urns = new TreeSet<String>();
        if (value instanceof Collection<?> list) {
            list.forEach(one -> urns.addAll(urns(one)));
        } else if (value instanceof Output output) {
            urns.add(output.urn());
        }
        return urns;
    }
}
