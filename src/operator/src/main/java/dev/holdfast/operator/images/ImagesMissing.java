package dev.holdfast.operator.images;

import java.util.List;

/** The registry does not have all images of a commit; the message says which, and what to do. */
public final class ImagesMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImagesMissing(String commit, RegistryHost registry, List<String> repositories) {
        super("the registry " + registry.name() + " has no image with the tag " + commit + " in "
                + String.join(", ", repositories) + "; build that commit and push its images: git checkout " + commit
                + " && ./mvnw package -DskipTests -Dimage.base=<a JRE 17 image>@sha256:... && ./holdfast publish");
    }
}
