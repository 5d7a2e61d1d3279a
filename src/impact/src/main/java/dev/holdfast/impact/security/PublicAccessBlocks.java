package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What S3 refuses to make public, whatever a bucket's policy or lists say. */
final class PublicAccessBlocks implements FactInspection {
    private static final Set<String> TYPES = Set.of(
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock");

    private static final Map<String, String> BLOCKS = new TreeMap<>(Map.of(
            "blockPublicAcls", "access lists that open it",
            "ignorePublicAcls", "access lists that had opened it",
            "blockPublicPolicy", "policies that open it",
            "restrictPublicBuckets", "everybody, where a policy has opened it"));

    @Override
    public Set<Fact> facts(Compared resource, JsonNode inputs, Referents referents) {
        var facts = new LinkedHashSet<Fact>();
        if (TYPES.contains(resource.type())) {
            var who = resource.type().contains("account")
                    ? "the account's buckets"
                    : "bucket " + bucket(inputs, referents);
            BLOCKS.forEach((property, what) -> {
                if (inputs.path(property).asBoolean()) {
                    facts.add(new Fact(
                            Kind.EXPOSURE,
                            false,
                            "S3 refuses for " + who + " " + what + " (" + property + ")",
                            "S3 no longer refuses for " + who + " " + what + " (" + property + ")"));
                }
            });
        }
        return facts;
    }

    private static String bucket(JsonNode inputs, Referents referents) {
        return referents.name(inputs, "bucket");
    }
}
