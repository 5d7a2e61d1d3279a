package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The VPC endpoints of a VPC for one AWS service. */
record Endpoints(Vpc vpc, String service) {
    static final String TYPE = "aws:ec2/vpcEndpoint:VpcEndpoint";
    private static final List<String> WITH_GATEWAY = List.of("s3", "dynamodb");

    /** The service's name, for example {@code com.amazonaws.eu-central-1.secretsmanager}. */
    String serviceName() {
        return "com.amazonaws." + vpc.resource().region() + "." + service;
    }

    /** The interface endpoint that the service's own name leads to. */
    Optional<Resource> withPrivateDns() {
        return all("Interface").filter(one -> one.flag("privateDnsEnabled")).findFirst();
    }

    /** The gateway endpoint that a route table leads the service's addresses to. */
    Optional<Resource> gateway(String routeTable) {
        return all("Gateway")
                .filter(one -> one.texts("routeTableIds").contains(routeTable))
                .findFirst();
    }

    /** Which endpoint would have to be there, or to be different. */
    String missing(String routeTable) {
        var table = vpc.label(RouteTables.TYPE, routeTable);
        if (WITH_GATEWAY.contains(service)) {
            return all("Gateway")
                    .findFirst()
                    .map(one -> "gateway endpoint " + Vpc.label(one) + " for " + serviceName()
                            + " is not associated with its route table " + table)
                    .orElse("its route table " + table + " has no gateway endpoint " + serviceName());
        }
        return all("Interface")
                .findFirst()
                .map(one -> "interface endpoint " + Vpc.label(one) + " for " + serviceName()
                        + " has no private DNS (privateDnsEnabled)")
                .orElse("VPC " + Vpc.label(vpc.resource()) + " has no interface endpoint " + serviceName());
    }

    private Stream<Resource> all(String endpointType) {
        return vpc.all(TYPE)
                .filter(one -> one.text("vpcId").filter(vpc.id()::equals).isPresent())
                .filter(one ->
                        one.text("serviceName").filter(serviceName()::equals).isPresent())
                .filter(one -> one.text("vpcEndpointType").orElse("Gateway").equals(endpointType));
    }
}
