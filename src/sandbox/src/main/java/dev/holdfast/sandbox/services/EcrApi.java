package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations of Amazon ECR's own API that a push and a deployment need. */
final class EcrApi {
    private final EcrAccess access;
    private final ImageTags tags;
    private final Callers callers;
    private final URI endpoint;

    /** @param endpoint where the registries of all accounts are reached */
    EcrApi(EcrAccess access, ImageTags tags, Callers callers, URI endpoint) {
        this.access = access;
        this.tags = tags;
        this.callers = callers;
        this.endpoint = endpoint;
    }

    /**
     * Answers one request.
     *
     * @throws AwsException with ECR's own error code
     */
    Map<String, Object> answer(Caller caller, String operation, JsonNode request) throws IOException {
        return switch (operation) {
            case "GetAuthorizationToken" -> token(caller);
            case "BatchGetImage" -> images(caller, request);
            default ->
                throw new AwsException(
                        "UnknownOperationException",
                        "The sandbox does not answer ecr:" + operation
                                + "; it answers GetAuthorizationToken and BatchGetImage");
        };
    }

    private Map<String, Object> token(Caller caller) {
        access.require(caller, "ecr:GetAuthorizationToken", "*");
        return Map.of(
                "authorizationData",
                List.of(Map.of(
                        "authorizationToken",
                        callers.login(caller),
                        "expiresAt",
                        Instant.now().plus(Duration.ofHours(12)).getEpochSecond(),
                        "proxyEndpoint",
                        endpoint.toString())));
    }

    private Map<String, Object> images(Caller caller, JsonNode request) throws IOException {
        var name = request.path("repositoryName").asText();
        var registry = request.path("registryId").asText(caller.account());
        access.repository(caller, registry, name, "ecr:BatchGetImage");
        var images = new ArrayList<Map<String, Object>>();
        var failures = new ArrayList<Map<String, Object>>();
        for (var id : request.path("imageIds")) {
            var reference = id.path("imageTag").asText(id.path("imageDigest").asText());
            var found = tags.find(name, reference);
            if (found.isEmpty()) {
                failures.add(Map.of(
                        "imageId", id, "failureCode", "ImageNotFound", "failureReason", "Requested image not found"));
                continue;
            }
            images.add(Map.of(
                    "registryId",
                    registry,
                    "repositoryName",
                    name,
                    "imageId",
                    id.has("imageTag")
                            ? Map.of("imageDigest", found.get().digest(), "imageTag", reference)
                            : Map.of("imageDigest", found.get().digest()),
                    "imageManifest",
                    new String(found.get().content(), StandardCharsets.UTF_8),
                    "imageManifestMediaType",
                    found.get().mediaType()));
        }
        return Map.of("images", images, "failures", failures);
    }
}
