package dev.holdfast.workload.stateless;

/**
 * The processors that every container runs on: AWS's own, Graviton, which cost a fifth less than x86-64 for the same size
 * of a Fargate task or function (the price lists of AWS Fargate and AWS Lambda). Images are built for them by the root
 * {@code pom.xml}, property {@code image.architecture}: a task or function of the other architecture cannot start them.
 */
public final class CpuArchitecture {
    /** As a task definition names it. */
    public static final String OF_TASKS = "ARM64";

    /** As a Lambda function, and an image, name it. */
    public static final String OF_FUNCTIONS = "arm64";

    private CpuArchitecture() {}
}
