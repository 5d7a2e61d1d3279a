package dev.holdfast.operator.preflight;

import software.amazon.awssdk.regions.Region;

/**
 * A quota of Service Quotas.
 *
 * @param service its service's code
 * @param code its own
 * @param region where it is asked for
 */
record Quota(String service, String code, Region region) {
    /** What asks AWS for more. */
    String request(long value) {
        return "aws service-quotas request-service-quota-increase --region " + region + " --service-code " + service
                + " --quota-code " + code + " --desired-value " + value;
    }
}
