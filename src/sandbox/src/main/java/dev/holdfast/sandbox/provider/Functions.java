package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.DefaultVpc;
import dev.holdfast.sandbox.cloud.IdentityCenter;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.provider.ControlPlane.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
            case "aws:ec2/getRouteTable:getRouteTable" -> routeTable(caller, arguments);
            case "aws:organizations/getOrganization:getOrganization" -> organization(caller);
            case "aws:route53/getZone:getZone" -> zone(caller, arguments);
            case "aws:ec2/getVpcs:getVpcs" -> vpcs(caller, arguments);
            case "aws:ssoadmin/getInstances:getInstances" -> identityCenters(caller);
            case "aws:identitystore/getGroup:getGroup" -> group(caller, arguments);
            default ->
                throw new AwsException(
                        "NotInThisCloud",
                        "the sandbox has no function " + token
                                + "; add a case to Functions in src/sandbox, with what the provider answers");
        };
    }

    /** By id; the provider's other ways to look one up are not known here. */
    private Map<String, Object> zone(Caller caller, Map<String, Object> arguments) {
        var id = String.valueOf(arguments.get("zoneId"));
        var zone = controlPlane
                .read("aws:route53/zone:Zone", caller, id)
                .orElseThrow(() -> new AwsException("NoSuchHostedZone", "No hosted zone found with ID: " + id));
        var answer = new HashMap<>(zone.outputs());
        answer.keySet().retainAll(Set.of("arn", "comment", "name", "nameServers", "primaryNameServer", "zoneId"));
        answer.putAll(Map.of(
                "id",
                id,
                "callerReference",
                "holdfast",
                "linkedServiceDescription",
                "",
                "linkedServicePrincipal",
                "",
                "privateZone",
                false,
                "resourceRecordSetCount",
                2,
                "tags",
                Map.of(),
                "vpcId",
                ""));
        return answer;
    }

    /** The default VPC, which every account has in every region; other ways to look VPCs up are not known here. */
    private static Map<String, Object> vpcs(Caller caller, Map<String, Object> arguments) {
        var asked = Map.of("filters", List.of(Map.of("name", "is-default", "values", List.of("true"))));
        if (!arguments.equals(asked)) {
            throw new AwsException(
                    "NotInThisCloud",
                    "the sandbox's getVpcs looks up by is-default only, and got " + arguments
                            + "; add what is missing to Functions in src/sandbox");
        }
        return Map.of("id", caller.region(), "ids", List.of(DefaultVpc.id(caller.account(), caller.region())));
    }

    private Map<String, Object> identityCenters(Caller caller) {
        var instance = IdentityCenter.instance(controlPlane.resources())
                .filter(one ->
                        one.account().equals(caller.account()) && one.region().equals(caller.region()));
        return Map.of(
                "id",
                caller.region(),
                "arns",
                instance.stream().map(Resource::id).toList(),
                "identityStoreIds",
                instance.flatMap(one -> one.text("identityStoreId")).stream().toList());
    }

    /** By display name; the provider's other ways to look one up are not known here. */
    private Map<String, Object> group(Caller caller, Map<String, Object> arguments) {
        var store = String.valueOf(arguments.get("identityStoreId"));
        var name = ResourceType.values("alternateIdentifier.uniqueAttribute.attributeValue", arguments)
                .findFirst()
                .map(String::valueOf)
                .orElseThrow(() -> new AwsException(
                        "NotInThisCloud",
                        "the sandbox's getGroup looks up by DisplayName only, and got " + arguments
                                + "; add what is missing to Functions in src/sandbox"));
        return controlPlane
                .resources()
                .in(caller.account(), IdentityCenter.GROUP)
                .filter(group -> group.text("identityStoreId")
                                .filter(store::equals)
                                .isPresent()
                        && group.text("displayName").filter(name::equals).isPresent())
                .findFirst()
                .map(group -> Map.<String, Object>of(
                        "id", group.text("groupId").orElseThrow(),
                        "groupId", group.text("groupId").orElseThrow(),
                        "identityStoreId", store,
                        "displayName", name,
                        "description", group.text("description").orElse(""),
                        "externalIds", List.of()))
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException",
                        "reading IdentityStore Group: GROUP not found: no group of " + store + " has the name "
                                + name));
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

    /** The provider says no more than this where AWS answers AWSOrganizationsNotInUseException. */
    private Map<String, Object> organization(Caller caller) {
        var type = "aws:organizations/organization:Organization";
        return controlPlane
                .resources()
                .in(caller.account(), type)
                .findFirst()
                .flatMap(organization -> controlPlane.read(type, caller, organization.id()))
                .map(organization -> {
                    var answered = new HashMap<>(organization.outputs());
                    answered.keySet().removeIf(name -> name.startsWith("_"));
                    answered.put("id", organization.id());
                    answered.putIfAbsent("awsServiceAccessPrincipals", List.of());
                    answered.putIfAbsent("enabledPolicyTypes", List.of());
                    return answered;
                })
                .orElseThrow(() -> new AwsException(
                        "AWSOrganizationsNotInUseException",
                        "reading Organizations Organization: couldn't find resource"));
    }

    /** The table that is associated with a subnet; the provider's other ways to look one up are not known here. */
    private Map<String, Object> routeTable(Caller caller, Map<String, Object> arguments) {
        if (!arguments.keySet().equals(Set.of("subnetId"))) {
            throw new AwsException(
                    "NotInThisCloud",
                    "the sandbox's getRouteTable looks up by subnetId only, and got "
                            + new TreeSet<>(arguments.keySet()) + "; add what is missing to Functions in src/sandbox");
        }
        var subnet = String.valueOf(arguments.get("subnetId"));
        return controlPlane
                .resources()
                .in(caller.account(), "aws:ec2/routeTableAssociation:RouteTableAssociation")
                .filter(association ->
                        association.text("subnetId").filter(subnet::equals).isPresent())
                .findFirst()
                .flatMap(association -> association.text("routeTableId"))
                .flatMap(id -> controlPlane.read("aws:ec2/routeTable:RouteTable", caller, id))
                .map(table -> answered(table, subnet))
                .orElseThrow(() -> new AwsException(
                        "InvalidRouteTableID.NotFound",
                        "Your query returned no results: no route table is associated with " + subnet));
    }

    /** Routes and associations are resources of their own here. */
    private static Map<String, Object> answered(Resource routeTable, String subnet) {
        return Map.ofEntries(
                Map.entry("id", routeTable.id()),
                Map.entry("routeTableId", routeTable.id()),
                Map.entry("arn", routeTable.arn().orElse("")),
                Map.entry("vpcId", routeTable.text("vpcId").orElse("")),
                Map.entry("ownerId", routeTable.account()),
                Map.entry("subnetId", subnet),
                Map.entry("gatewayId", ""),
                Map.entry("tags", routeTable.outputs().getOrDefault("tags", Map.of())),
                Map.entry("associations", List.of()),
                Map.entry("routes", List.of()));
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
