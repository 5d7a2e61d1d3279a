package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.provider.ControlPlane.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The provider's functions: what programs look up. */
final class Functions {
    private final ControlPlane controlPlane;

    Functions(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * Answers a function.
     *
     * @throws AwsException if what is looked up does not exist, or the function is not known here
     */
    Map<String, Object> call(String token, Caller caller, Map<String, Object> arguments) {
        return switch (token) {
            case "aws:index/getCallerIdentity:getCallerIdentity" ->
                Map.of(
                        "accountId",
                        caller.account(),
                        "arn",
                        "arn:aws:iam::" + caller.account() + ":user/holdfast",
                        "userId",
                        "AIDA" + caller.account(),
                        "id",
                        caller.account());
            case "aws:index/getAvailabilityZones:getAvailabilityZones" -> {
                var names = List.of(caller.region() + "a", caller.region() + "b", caller.region() + "c");
                yield Map.of(
                        "id",
                        caller.region(),
                        "names",
                        names,
                        "zoneIds",
                        names,
                        "groupNames",
                        List.of(caller.region()));
            }
            case "aws:ecs/getService:getService" -> service(caller, arguments);
            default ->
                throw new AwsException(
                        "NotInThisCloud",
                        "the sandbox has no function " + token
                                + "; add a case to Functions in src/sandbox, with what the provider answers");
        };
    }

    private Map<String, Object> service(Caller caller, Map<String, Object> arguments) {
        var cluster = String.valueOf(arguments.get("clusterArn"));
        var name = String.valueOf(arguments.get("serviceName"));
        return controlPlane
                .resources()
                .in(caller.account(), "aws:ecs/service:Service")
                .filter(service -> service.isNamed(name)
                        && service.text("cluster").filter(cluster::equals).isPresent())
                .findFirst()
                .flatMap(service -> controlPlane.read(service.type(), caller, service.id()))
                .map(Functions::answered)
                .orElseThrow(() -> new AwsException(
                        "ServiceNotFoundException",
                        "service with name \"" + name + "\" in cluster \"" + cluster + "\" not found"));
    }

    private static Map<String, Object> answered(Resource service) {
        var answered = new HashMap<>(service.outputs());
        answered.keySet().removeIf(name -> name.startsWith("_"));
        answered.putAll(Map.of(
                "id", service.id(),
                "arn", service.id(),
                "clusterArn", service.outputs().get("cluster"),
                "serviceName", service.outputs().get("name"),
                "loadBalancers", List.of()));
        return answered;
    }
}
