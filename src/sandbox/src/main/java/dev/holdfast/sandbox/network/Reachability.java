package dev.holdfast.sandbox.network;

import java.util.Optional;

/** Who may connect to whom. Every answer is empty for yes, or says which rule, route or endpoint is missing. */
public interface Reachability {
    /** A network that refuses nothing. */
    Reachability EVERYWHERE = new Reachability() {
        @Override
        public Optional<String> refusal(NetworkInterface from, NetworkInterface to, int port) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusalFromInternet(NetworkInterface to, int port) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusalToService(NetworkInterface from, String service) {
            return Optional.empty();
        }
    };

    /** Between two interfaces: security groups on both sides, and that they are in one VPC. */
    Optional<String> refusal(NetworkInterface from, NetworkInterface to, int port);

    /** From the internet: a public subnet, and a security group that lets a public range in. */
    Optional<String> refusalFromInternet(NetworkInterface to, int port);

    /** To an AWS service, named as in its endpoint, for example {@code secretsmanager} or {@code ecr.api}. */
    Optional<String> refusalToService(NetworkInterface from, String service);
}
