package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.List;
import java.util.Optional;

/** IAM-07. */
final class NarrowDecrypt extends PermissionsRule {
    private static final List<String> DECRYPTING = List.of("kms:Decrypt", "kms:ReEncryptFrom");

    /** Conditions that name a key, where its ARN is not known. */
    private static final List<String> NAMES = List.of("kms:ResourceAliases", "kms:RequestAlias");

    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-07", "iam-narrow-decrypt", Severity.MEDIUM)
                .description("Nobody may decrypt with every key.")
                .why("Keys separate what belongs to different owners; a permission on all of them does not.")
                .mend("Name the key's ARN as resource, or require kms:ResourceAliases.")
                .control(securityHub("KMS.1"))
                .control(securityHub("KMS.2"))
                .build();
    }

    @Override
    Optional<String> problem(Statement statement) {
        var named = NAMES.stream().anyMatch(key -> !statement.required(key).isEmpty());
        return !named
                        && DECRYPTING.stream().anyMatch(statement::covers)
                        && statement.resources().stream().anyMatch(NarrowDecrypt::isEveryKey)
                ? Optional.of("allows to decrypt with every key")
                : Optional.empty();
    }

    private static boolean isEveryKey(String resource) {
        return resource.equals("*") || resource.endsWith(":key/*");
    }
}
