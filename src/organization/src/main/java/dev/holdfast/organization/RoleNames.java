package dev.holdfast.organization;

import dev.holdfast.conventions.WorkloadBoundary;

/**
 * The roles of the landing zone, by which its policies know each other. A role of Holdfast's own lies below {@link
 * #PATH}, so that one pattern protects them all.
 */
public final class RoleNames {
    /** The role with which the management account administers an account; AWS creates it in every new account. */
    public static final String ACCESS = "OrganizationAccountAccessRole";

    /** The IAM path of the roles and policies that the landing zone makes. */
    public static final String PATH = WorkloadBoundary.PATH;

    /** The pipeline's role for any branch; in {@code dev} only. */
    public static final String TEST = "test";

    /** The pipeline's role that reads, to preview a change. */
    public static final String PREVIEW = "preview";

    /** The pipeline's role that changes. */
    public static final String DEPLOY = "deploy";

    /** The role of a person in an emergency: it may what is denied to every other. */
    public static final String BREAK_GLASS = "break-glass";

    private RoleNames() {}

    /** The ARN of a role of Holdfast's own; {@code *} stands for every account. */
    public static String arn(String account, String role) {
        return "arn:aws:iam::" + account + ":role" + PATH + role;
    }

    /** The ARN of the role with which the management account administers an account; {@code *} stands for every account. */
    public static String accessArn(String account) {
        return "arn:aws:iam::" + account + ":role/" + ACCESS;
    }

    /**
     * The pattern of the roles that IAM Identity Center makes of a permission set, in every account and region.
     *
     * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html">Referencing
     *     permission sets in resource policies</a>
     */
    public static String permissionSetArn(String permissionSet) {
        return "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_" + permissionSet + "_*";
    }
}
