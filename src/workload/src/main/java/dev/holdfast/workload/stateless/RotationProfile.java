package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;

/**
 * How often passwords change.
 *
 * @param days {@code rotationDays}: after how many days the database's users get new ones. At most 90, Security Hub's
 *     SecretsManager.4; two rotations end a password, so that a leaked one is good for up to twice as long
 */
public record RotationProfile(int days) {
    private static final int MOST = 90;

    /** As the templates of Secrets Manager have it. */
    private static final int USUAL = 30;

    /** The profile of every kind of environment, unless its configuration says otherwise; problems are noted there. */
    public static RotationProfile read(Configuration keys) {
        return new RotationProfile(keys.number("rotationDays", 1, MOST, USUAL));
    }
}
