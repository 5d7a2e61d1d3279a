package dev.holdfast.organization.guardrails;

/**
 * A type of organization policy, with its quotas: "Quotas and service limits for AWS Organizations", as of 2026-05-15.
 */
public enum PolicyType {
    /** What the principals of an account can do at most. */
    SERVICE_CONTROL_POLICY("service control policy", 10_240, 10, 1),
    /** What can be done with the resources of an account at most, whoever asks. */
    RESOURCE_CONTROL_POLICY("resource control policy", 5_120, 5, 1),
    /** Settings of EC2 that no account can change. */
    DECLARATIVE_POLICY_EC2("EC2 policy", 10_000, 10, 0),
    /** How tags are written. */
    TAG_POLICY("tag policy", 10_000, 10, 0),
    /** Whether AWS may improve its AI services with our content. */
    AISERVICES_OPT_OUT_POLICY("AI services opt-out policy", 2_500, 5, 0);

    private final String title;
    private final int characters;
    private final int perTarget;
    private final int attachedByAws;

    PolicyType(String title, int characters, int perTarget, int attachedByAws) {
        this.title = title;
        this.characters = characters;
        this.perTarget = perTarget;
        this.attachedByAws = attachedByAws;
    }

    /** Its name in sentences. */
    String title() {
        return title;
    }

    /** How long a policy may be; white space counts. */
    int characters() {
        return characters;
    }

    /** How many of ours the root or a unit may have: FullAWSAccess and RCPFullAWSAccess count too. */
    int perTarget() {
        return perTarget - attachedByAws;
    }
}
