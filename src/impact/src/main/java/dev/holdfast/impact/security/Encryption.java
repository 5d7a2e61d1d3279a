package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.impact.SecurityChange;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What is encrypted, with which key, and keys themselves. */
final class Encryption implements Inspection {
    private static final String KEY = "aws:kms/key:Key";

    /** The names under which types of AWS ask for a key of ours. */
    private static final List<String> KEY_PROPERTIES = List.of(
            "kmsKeyId",
            "kmsKeyArn",
            "kmsMasterKeyId",
            "kmsKey",
            "masterUserSecretKmsKeyId",
            "performanceInsightsKmsKeyId");

    private static final List<Switch> SWITCHES = List.of(
            new Switch(
                    "is stored encrypted",
                    "is not stored encrypted",
                    inputs -> inputs.path("storageEncrypted").asBoolean(),
                    List.of("aws:rds/instance:Instance", "aws:rds/cluster:Cluster")),
            new Switch(
                    "is stored encrypted",
                    "is not stored encrypted",
                    inputs -> inputs.path("encrypted").asBoolean(),
                    List.of("aws:ebs/volume:Volume", "aws:efs/fileSystem:FileSystem")),
            new Switch(
                    "is stored encrypted",
                    "is not stored encrypted",
                    inputs -> inputs.path("atRestEncryptionEnabled").asBoolean(),
                    List.of("aws:elasticache/replicationGroup:ReplicationGroup")),
            new Switch(
                    "is reached by TLS",
                    "is reached without TLS",
                    inputs -> inputs.path("transitEncryptionEnabled").asBoolean(),
                    List.of("aws:elasticache/replicationGroup:ReplicationGroup")),
            new Switch(
                    "answers with TLS",
                    "answers without TLS",
                    inputs -> List.of("HTTPS", "TLS")
                            .contains(inputs.path("protocol").asText()),
                    List.of("aws:lb/listener:Listener")),
            new Switch(
                    "gets new key material every year",
                    "keeps its key material for ever",
                    inputs -> inputs.path("enableKeyRotation").asBoolean(),
                    List.of(KEY)),
            new Switch(
                    "encrypts new volumes",
                    "does not encrypt new volumes",
                    inputs -> !inputs.path("enabled").isBoolean()
                            || inputs.path("enabled").asBoolean(),
                    List.of("aws:ebs/encryptionByDefault:EncryptionByDefault")));

    private record Switch(String words, String off, Predicate<JsonNode> on, List<String> types) {}

    @Override
    public List<SecurityChange> inspect(Compared resource, Referents referents) {
        var changes = new ArrayList<SecurityChange>();
        switches(resource, changes);
        if (!resource.before().isMissingNode() && !resource.after().isMissingNode()) {
            KEY_PROPERTIES.forEach(property -> key(property, resource, referents, changes));
        }
        if (resource.type().equals(KEY) && resource.after().isMissingNode()) {
            changes.add(new SecurityChange(
                    resource.urn(),
                    Kind.ENCRYPTION,
                    false,
                    "what is encrypted with " + resource.name() + " can no longer be read once it is deleted"));
        }
        return changes;
    }

    private static void switches(Compared resource, List<SecurityChange> changes) {
        if (resource.after().isMissingNode()) {
            return;
        }
        SWITCHES.stream().filter(one -> one.types().contains(resource.type())).forEach(one -> {
            boolean is = one.on().test(resource.after());
            // What is new and as it should be is nothing to look at.
            boolean was = resource.before().isMissingNode() || one.on().test(resource.before());
            if (is != was) {
                changes.add(new SecurityChange(
                        resource.urn(), Kind.ENCRYPTION, !is, resource.name() + " " + (is ? one.words() : one.off())));
            }
        });
    }

    private static void key(String property, Compared resource, Referents referents, List<SecurityChange> changes) {
        var before = resource.before().path(property).asText("");
        var after = resource.after().path(property).asText("");
        if (!before.equals(after)) {
            changes.add(new SecurityChange(
                    resource.urn(),
                    Kind.ENCRYPTION,
                    after.isEmpty(),
                    resource.name() + " is encrypted with "
                            + (after.isEmpty() ? "AWS's own key" : referents.name(after))
                            + " instead of " + (before.isEmpty() ? "AWS's own key" : referents.name(before)) + " ("
                            + property + ")"));
        }
    }
}
