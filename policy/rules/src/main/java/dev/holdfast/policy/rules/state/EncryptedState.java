package dev.holdfast.policy.rules.state;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.Value;
import java.util.List;
import java.util.Map;

/** GOV-07. */
final class EncryptedState implements ResourcePolicy {
    /** By type, what shows that it is encrypted: a flag that is on, or the name of a key. */
    private static final Map<String, List<String>> SHOWN_BY = Map.of(
            "aws:dynamodb/table:Table", List.of("serverSideEncryption.kmsKeyArn"),
            "aws:ebs/volume:Volume", List.of("encrypted"),
            "aws:efs/fileSystem:FileSystem", List.of("encrypted"),
            "aws:elasticache/replicationGroup:ReplicationGroup", List.of("atRestEncryptionEnabled"),
            "aws:elasticache/serverlessCache:ServerlessCache", List.of("kmsKeyId"),
            "aws:rds/cluster:Cluster", List.of("storageEncrypted"),
            "aws:sqs/queue:Queue", List.of("kmsMasterKeyId", "sqsManagedSseEnabled"));

    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-07", "state-encrypted", Severity.HIGH)
                .description("Data that no rule of its own service covers is encrypted at rest.")
                .why("A disk, a snapshot or a copy that gets out is then of no use.")
                .mend("Switch encryption on when it is made, with a key of ours where the service takes one.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return new ResourceTypes(SHOWN_BY.keySet());
    }

    @Override
    public void validate(PolicyResource one, Evaluation evaluation) {
        var shown = SHOWN_BY.get(one.type());
        var encrypted = shown.stream().map(one::property).anyMatch(EncryptedState::isSet);
        if (!encrypted) {
            evaluation.violation(String.join(" or ", shown) + " is not set");
        }
    }

    /** A key may be unknown before the update, since it is one in any case; a flag must be known. */
    private static boolean isSet(Value value) {
        return value.path().contains("Key") ? value.isPresent() : value.isTrue();
    }
}
