package dev.holdfast.operator.images;

import java.util.Map;

/** The images that the registry has. */
public interface PublishedImages {
    /**
     * The images of a commit.
     *
     * @param commit the tag that they were pushed under: the full commit
     * @return the digest of each image, {@code sha256:...}, by the image's name, such as {@code api}
     * @throws ImagesMissing if the registry does not have them all
     */
    Map<String, String> digests(String commit);
}
