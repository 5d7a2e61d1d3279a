package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resources;
import java.net.URI;

/** Where the AWS SDKs of tasks and functions send their requests ({@code AWS_ENDPOINT_URL}). */
public final class AwsEndpoint implements AutoCloseable {
    /** Temporary credentials of one task or function. */
    public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {}

    /** Where a task fetches its credentials, and the token that it must show. */
    public record ContainerCredentials(URI uri, String authorization) {}

    /** Listens on an address of the loopback range other than 127.0.0.1, which is a task's own. */
    public AwsEndpoint(Resources resources, SecretValues secrets) {}

    /** What {@code AWS_ENDPOINT_URL} is set to. */
    public URI uri() {
        return URI.create("http://127.0.0.2:0");
    }

    /** Credentials for a function that runs as this role. */
    public Credentials credentials(String account, String region, String roleArn) {
        return new Credentials("", "", "");
    }

    /** Credentials for a task that runs as this role, to be fetched by its SDK. */
    public ContainerCredentials containerCredentials(String account, String region, String roleArn) {
        return new ContainerCredentials(uri(), "");
    }

    @Override
    public void close() {}
}
