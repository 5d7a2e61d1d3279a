package dev.holdfast.organization.pipeline;

import static dev.holdfast.organization.pipeline.Statements.allow;

import dev.holdfast.conventions.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What a role may do to the state of one stack, which lies in a bucket of the management account: the role's own side of
 * it. The bucket's policy and the keys' policies say the same from theirs, as AWS wants between accounts.
 *
 * <p>A stack's program reads the organization's stack besides its own, and a reference decrypts what it reads, so both
 * keys are needed.
 *
 * @param project of the stack
 * @param stack its name; {@code *} stands for any text
 * @param keys the environments whose keys encrypt it and what it reads; the first one is the stack's own
 */
record StateAccess(String region, String managementAccountId, String project, String stack, List<String> keys) {
    private static final String ORGANIZATION = "holdfast-organization";
    private static final Names NAMES = new Names("organization");

    /** What a backend keeps below {@code .pulumi} of each stack, beside its checkpoint. */
    private static final List<String> FOLDERS = List.of("backups", "history", "journal", "locks/organization");

    /** The state of an environment's stack; review stacks share the key of {@code dev}, as they share its account. */
    static StateAccess ofWorkload(String region, String managementAccountId, String stack, String environment) {
        return new StateAccess(region, managementAccountId, "holdfast", stack, List.of(environment, "management"));
    }

    /** The state of the organization's stack. */
    static StateAccess ofOrganization(String region, String managementAccountId) {
        return new StateAccess(region, managementAccountId, ORGANIZATION, "management", List.of("management"));
    }

    /** The objects that a preview reads. */
    List<String> readable() {
        return Stream.of(
                        "meta.yaml",
                        "stacks/" + project + "/" + stack + ".*",
                        "stacks/" + ORGANIZATION + "/management.*",
                        "history/" + project + "/" + stack + "/*",
                        "locks/organization/" + project + "/" + stack + "/*")
                .map(this::object)
                .toList();
    }

    /** Leave to preview the stack. A preview takes no lock and writes nothing. */
    List<IamStatement> toRead() {
        return List.of(
                // A backend lists before it reads. Names of stacks are no secret.
                allow("ListState", List.of("s3:ListBucket", "s3:GetBucketLocation"), List.of(bucket()))
                        .build(),
                allow("ReadState", List.of("s3:GetObject"), readable()).build(),
                keys("DecryptState", List.of("kms:Decrypt", "kms:DescribeKey"), keys));
    }

    /** Leave to update the stack. */
    List<IamStatement> toWrite() {
        var writable = new ArrayList<String>();
        writable.add(object("stacks/" + project + "/" + stack + ".*"));
        FOLDERS.forEach(folder -> writable.add(object(folder + "/" + project + "/" + stack + "/*")));
        var statements = new ArrayList<>(toRead());
        statements.add(allow("WriteState", List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"), writable)
                .build());
        statements.add(keys("EncryptState", List.of("kms:Encrypt", "kms:GenerateDataKey"), List.of(keys.get(0))));
        return statements;
    }

    /** A policy cannot name a key that it does not know, but it can name its alias. */
    private IamStatement keys(String sid, List<String> actions, List<String> environments) {
        return allow(sid, actions, List.of("arn:aws:kms:" + region + ":" + managementAccountId + ":key/*"))
                .addConditions(
                        IamConditionOperator.STRING_EQUALS.addPrefix("ForAnyValue:"),
                        "kms:ResourceAliases",
                        environments.stream()
                                .map(environment -> "alias/" + NAMES.of("state-" + environment))
                                .toList())
                .build();
    }

    private String bucket() {
        return "arn:aws:s3:::" + NAMES.bucket("state", managementAccountId, region);
    }

    private String object(String path) {
        return bucket() + "/.pulumi/" + path;
    }
}
