package dev.holdfast.sandbox.cloud;

import java.nio.file.Path;

/**
 * Where the cloud keeps its things on this machine.
 *
 * @param directory the sandbox's folder, {@code .sandbox} beside the launcher
 */
public record Site(Path directory) {
    /** One file per resource. */
    public Path resources() {
        return directory.resolve("cloud").resolve("resources");
    }

    /** Data of databases, by resource id. */
    public Path databases() {
        return directory.resolve("cloud").resolve("databases");
    }

    /** The objects of buckets, by the bucket's name. */
    public Path buckets() {
        return directory.resolve("cloud").resolve("buckets");
    }

    /** The registry: image archives by digest, and the roots that they unpack to. */
    public Path images() {
        return directory.resolve("cloud").resolve("images");
    }

    /** The values of secrets and the keys of the certificate authority; readable by the owner only. */
    public Path secrets() {
        return directory.resolve("cloud").resolve("secrets");
    }

    /** The certificate of the authority that signs what ACM issues: what a person hands to curl or a browser. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** The folder of a log group's streams, a file each. */
    public Path logGroup(String account, String group) {
        var logs = directory.resolve("cloud").resolve("logs").resolve(account);
        return logs.resolve(group.startsWith("/") ? group.substring(1) : group).normalize();
    }

    /** Locked by the running cloud, with its process id. */
    public Path lock() {
        return directory.resolve("cloud").resolve("lock");
    }

    /** Where a running cloud says how it is reached: {@code {"pid", "control", "plugins"}}, the ports on 127.0.0.1. */
    public Path address() {
        return directory.resolve("cloud").resolve("address.json");
    }

    /** The port where its AWS is reached from outside of its networks. */
    public Path endpointPort() {
        return directory.resolve("cloud").resolve("endpoint.port");
    }

    /** Is there from the start of a cloud until it has stopped in order. */
    public Path running() {
        return directory.resolve("cloud").resolve("running");
    }

    /** What happened, for {@code ./sandbox status}. */
    public Path events() {
        return directory.resolve("cloud").resolve("events.jsonl");
    }

    /** What the cloud itself logs. */
    public Path log() {
        return directory.resolve("cloud").resolve("cloud.log");
    }
}
