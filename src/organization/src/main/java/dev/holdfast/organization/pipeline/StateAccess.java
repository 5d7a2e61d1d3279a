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
 * <p>The management key encrypts the bucket's objects, and the secrets of the organization's stack, which every program
 * reads; each environment's own key encrypts the secrets of its stacks.
 *
 * @param project of the stack
 * @param stack its name; {@code *} stands for any text
 * @param environment whose key encrypts its secrets
 */
record StateAccess(String region, String managementAccountId, String project, String stack, String environment) {
    private static final String ORGANIZATION = "holdfast-organization";
    private static final String MANAGEMENT = "management";
    private static final Names NAMES = new Names("organization");

    /** What a backend keeps below {@code .pulumi} of each stack, beside its checkpoint. */
    private static final List<String> FOLDERS = List.of("backups", "history", "locks/organization");

    private static final List<String> WRITE =
            List.of("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject");

    /** The state of an environment's stack; review stacks share the key of {@code dev}, as they share its account. */
    static StateAccess ofWorkload(String region, String managementAccountId, String stack, String environment) {
        return new StateAccess(region, managementAccountId, "holdfast", stack, environment);
    }

    /** The state of the organization's stack. */
    static StateAccess ofOrganization(String region, String managementAccountId) {
        return new StateAccess(region, managementAccountId, ORGANIZATION, MANAGEMENT, MANAGEMENT);
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
                keys("DecryptState", List.of("kms:Decrypt", "kms:DescribeKey"), keys()));
    }

    /** Leave to update the stack. */
    List<IamStatement> toWrite() {
        var writable = new ArrayList<String>();
        writable.add(object("stacks/" + project + "/" + stack + ".*"));
        FOLDERS.forEach(folder -> writable.add(object(folder + "/" + project + "/" + stack + "/*")));
        var statements = new ArrayList<>(toRead());
        statements.add(allow("WriteState", WRITE, writable).build());
        statements.add(keys("EncryptSecrets", List.of("kms:Encrypt"), List.of(environment)));
        statements.add(keys("EncryptObjects", List.of("kms:GenerateDataKey"), List.of(MANAGEMENT)));
        return statements;
    }

    private List<String> keys() {
        return Stream.of(environment, MANAGEMENT).distinct().toList();
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
