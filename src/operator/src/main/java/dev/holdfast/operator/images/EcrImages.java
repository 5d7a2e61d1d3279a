package dev.holdfast.operator.images;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import dev.holdfast.workload.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * The images in a registry of Amazon ECR. Every role of the organization that may call {@code ecr:BatchGetImage} can ask,
 * from whatever account: the repositories' policies let it.
 *
 * @param registry the organization's
 */
public record EcrImages(Aws aws, RegistryHost registry) implements PublishedImages {
    /** What `publish` pushes, and what other builders make. Without them, ECR answers what it converted the manifest to. */
    private static final List<String> MANIFESTS = List.of(
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    /**
     * The images in the organization's registry, asked with this process's credentials.
     *
     * @throws Refused if nobody names the registry
     */
    public static EcrImages ofOrganization(Aws aws, Holdfast holdfast) {
        return new EcrImages(aws, registry(Optional.empty(), holdfast));
    }

    /** The organization's registry: the one that is given, or the environment's, or what the organization's stack says. */
    static RegistryHost registry(Optional<String> given, Holdfast holdfast) {
        return RegistryHost.of(
                given.or(() -> Optional.ofNullable(holdfast.environment().get("HOLDFAST_REGISTRY")))
                        .filter(text -> !text.isEmpty())
                        .orElseGet(() -> told(holdfast)));
    }

    private static String told(Holdfast holdfast) {
        var answer = new PulumiCli(holdfast.environment())
                .run(holdfast.organization(), List.of("stack", "output", "registry", "--stack", "management"));
        if (!answer.succeeded() || answer.output().isBlank()) {
            throw new Refused("the organization's stack does not say its 'registry': " + answer.message());
        }
        return answer.output().strip();
    }

    @Override
    public Map<String, String> digests(String commit) {
        var digests = new TreeMap<String, String>();
        var missing = new ArrayList<String>();
        for (var name : Images.names()) {
            digest(Images.repository(name), commit)
                    .ifPresentOrElse(digest -> digests.put(name, digest), () -> missing.add(Images.repository(name)));
        }
        if (!missing.isEmpty()) {
            throw new ImagesMissing(commit, registry, missing);
        }
        return digests;
    }

    /**
     * The digest of an image.
     *
     * @throws IllegalStateException if there is no such repository, or AWS refuses to say
     */
    Optional<String> digest(String repository, String tag) {
        try {
            var answer = aws.client(EcrClient.builder(), registry.region())
                    .batchGetImage(request -> request.registryId(registry.account())
                            .repositoryName(repository)
                            .imageIds(ImageIdentifier.builder().imageTag(tag).build())
                            .acceptedMediaTypes(MANIFESTS));
            var failure = answer.failures().stream()
                    .filter(one -> one.failureCode() != ImageFailureCode.IMAGE_NOT_FOUND)
                    .findFirst();
            if (failure.isPresent()) {
                throw new IllegalStateException("the registry " + registry.name() + " does not say what " + repository
                        + ":" + tag + " is: " + failure.get().failureReason());
            }
            return answer.images().stream()
                    .map(image -> image.imageId().imageDigest())
                    .findFirst();
        } catch (RepositoryNotFoundException none) {
            throw new IllegalStateException(
                    "the registry " + registry.name() + " has no repository " + repository
                            + "; name it in holdfast-organization:repositories and update the organization, which makes it",
                    none);
        } catch (EcrException refused) {
            throw new IllegalStateException(
                    "the registry " + registry.name() + " does not say which image " + repository + ":" + tag + " is: "
                            + refused.awsErrorDetails().errorMessage() + "; see `aws sts get-caller-identity`, and"
                            + " docs/access.md for who may do what",
                    refused);
        }
    }
}
