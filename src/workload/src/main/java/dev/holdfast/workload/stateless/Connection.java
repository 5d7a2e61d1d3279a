package dev.holdfast.workload.stateless;

/**
 * That one may connect to another, by TCP. What is not said by such a line, nobody may.
 *
 * @param from a group, or {@link #INTERNET}
 * @param to a group, or {@link #AWS} or {@link #S3}
 */
public record Connection(String from, String to, int port) {
    /** Everybody. */
    public static final String INTERNET = "internet";

    /**
     * The interfaces of AWS services: the image registry, Secrets Manager, CloudWatch. They have no fixed addresses, so
     * where there is NAT this is the whole internet, at port 443; else it is the VPC's endpoints.
     */
    public static final String AWS = "aws";

    /** The buckets of the region; the image registry keeps the layers of images in one. */
    public static final String S3 = "s3";

    /** The port of {@link #AWS} and {@link #S3}. */
    public static final int HTTPS = 443;

    /** What its rules are called, and described by in AWS. */
    String rule() {
        return from + "-to-" + to + "-" + port;
    }
}
