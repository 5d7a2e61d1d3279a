package dev.holdfast.conventions;

/**
 * The permissions boundary of every role that a workload's program makes. The organization makes it in each account; a
 * pipeline may make roles with it only, so that none can do more than the boundary lets it, whatever it is given.
 */
public final class WorkloadBoundary {
    /** The IAM path of what the landing zone makes. */
    public static final String PATH = "/holdfast/";

    /** The policy's name in every account. */
    public static final String NAME = "boundary-workload";

    private WorkloadBoundary() {}

    /** Its ARN in an account. */
    public static String arn(String accountId) {
        return "arn:aws:iam::" + accountId + ":policy" + PATH + NAME;
    }
}
