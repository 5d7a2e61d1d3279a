package dev.holdfast.conventions;

import java.util.regex.Pattern;

/** The AWS region of a stack, {@code aws:region}. */
public final class Region {
    /** What a region's name looks like. */
    public static final Pattern NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    private static final String EXAMPLE = "eu-central-1";

    /** What is allowed, for messages. */
    public static final String ALLOWED = "the name of an AWS region such as " + EXAMPLE;

    private Region() {}

    /** The region's name; what is wrong with it is noted in {@code aws}, the configuration of the AWS provider. */
    public static String read(Configuration aws) {
        var region = aws.required("region", EXAMPLE);
        if (!NAME.matcher(region).matches()) {
            aws.problem("region", "is '" + region + "', allowed is " + ALLOWED);
        }
        return region;
    }
}
