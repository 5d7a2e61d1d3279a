package dev.holdfast.workload.stateless;

import java.util.regex.Pattern;

/**
 * A container image in ECR, by digest: what was tested is what runs, whatever happens to tags.
 *
 * @param registry {@code <account>.dkr.ecr.<region>.amazonaws.com}
 * @param repository the name of the repository, such as {@code holdfast/api}
 * @param digest {@code sha256:<64 hexadecimal digits>}
 */
public record ImageReference(String registry, String repository, String digest) {
    /** What a registry in ECR is called. */
    public static final Pattern REGISTRY = Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com");

    /** What a digest looks like. */
    public static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    public ImageReference {
        if (!REGISTRY.matcher(registry).matches()) {
            throw new IllegalArgumentException("'" + registry
                    + "' is no registry, allowed is <account id>.dkr.ecr.<region>.amazonaws.com; the organization's"
                    + " stack exports one as 'registry'");
        }
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("'" + digest + "' is no digest, allowed is sha256:<64 hex digits>");
        }
    }

    /** The image, as a task or a function names it. */
    public String uri() {
        return registry + "/" + repository + "@" + digest;
    }

    /** The ARN of the repository, as a policy names it. */
    public String repositoryArn() {
        var parts = REGISTRY.matcher(registry);
        parts.matches();
        return "arn:aws:ecr:" + parts.group(2) + ":" + parts.group(1) + ":repository/" + repository;
    }
}
