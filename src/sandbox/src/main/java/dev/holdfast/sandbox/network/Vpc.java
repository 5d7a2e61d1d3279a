package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A VPC and what is in it, as it is declared at the moment. */
record Vpc(Resources resources, Resource resource) {
    static final String TYPE = "aws:ec2/vpc:Vpc";
    static final String SUBNET = "aws:ec2/subnet:Subnet";

    /** The VPC that an interface is in; empty for a function outside of any, or when its subnet is gone. */
    static Optional<Vpc> of(Resources resources, NetworkInterface one) {
        return resources
                .find(one.account(), one.region(), SUBNET, one.subnet())
                .flatMap(subnet -> subnet.text("vpcId"))
                .flatMap(id -> resources.find(one.account(), one.region(), TYPE, id))
                .map(vpc -> new Vpc(resources, vpc));
    }

    String id() {
        return resource.id();
    }

    /** A resource beside it, in its account and region. */
    Optional<Resource> find(String type, String id) {
        return resources.find(resource.account(), resource.region(), type, id);
    }

    /** All resources of a type beside it, in its account and region. */
    Stream<Resource> all(String type) {
        return resources.beside(resource, type);
    }

    /** Whether another one is the same. */
    boolean is(Vpc other) {
        return id().equals(other.id())
                && resource.account().equals(other.resource.account())
                && resource.region().equals(other.resource.region());
    }

    /** The id and name of a resource beside it. */
    String label(String type, String id) {
        return find(type, id).map(Vpc::label).orElse(id);
    }

    /** The id of a resource with the name that people know it by, for example {@code sg-1 (holdfast-dev-web)}. */
    static String label(Resource resource) {
        return name(resource).map(name -> resource.id() + " (" + name + ")").orElse(resource.id());
    }

    /** The name that people know a resource by. */
    static Optional<String> name(Resource resource) {
        var tag = resource.outputs().get("tags") instanceof Map<?, ?> tags
                ? Optional.ofNullable(tags.get("Name")).map(Object::toString)
                : Optional.<String>empty();
        return resource.text("name").or(() -> tag);
    }
}
