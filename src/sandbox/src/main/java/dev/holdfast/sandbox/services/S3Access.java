package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.util.Map;

/** Who may do what with a bucket: its role's policies decide, and those on the key that encrypts the objects. */
record S3Access(Buckets buckets, Permissions permissions) {

    /**
     * The bucket of a request, once its caller may do this with it.
     *
     * @param action without {@code s3:}
     * @param key the object's key; empty where it is about the bucket
     * @param context the condition keys of the request
     * @throws AwsException if there is no such bucket, or the caller may not
     */
    Resource bucket(Caller caller, String name, String action, String key, Map<String, String> context) {
        var bucket = buckets.find(name)
                .orElseThrow(
                        () -> new AwsException("NoSuchBucket", "The specified bucket does not exist: '" + name + "'"));
        if (!bucket.account().equals(caller.account())) {
            throw new AwsException(
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: s3:" + action + " on resource: "
                            + arn(bucket, key) + ": the bucket is in another account than the role "
                            + caller.roleArn() + ", and the sandbox asks no bucket policies");
        }
        permissions.require(caller, "s3:" + action, arn(bucket, key), caller.conditionKeys(context));
        if (!bucket.region().equals(caller.region())) {
            throw new AwsException(
                    "PermanentRedirect",
                    "The bucket " + name + " is in " + bucket.region() + ", and the request was for "
                            + caller.region());
        }
        return bucket;
    }

    /** Requires that the caller may use the key that encrypts an object. */
    void key(Caller caller, Resource bucket, String key, String kmsKey, String action) {
        var context = buckets.encryption(bucket).bucketKey() ? arn(bucket, "") : arn(bucket, key);
        permissions.require(
                caller,
                "kms:" + action,
                kmsKey,
                caller.conditionKeys(Map.of(
                        "kms:ViaService",
                        "s3." + caller.region() + ".amazonaws.com",
                        "kms:CallerAccount",
                        caller.account(),
                        "kms:EncryptionContext:aws:s3:arn",
                        context)));
    }

    /** What is said of an object that is not there: who may not list the bucket does not learn that it is not. */
    AwsException missing(Caller caller, Resource bucket, String key) {
        try {
            permissions.require(
                    caller, "s3:ListBucket", arn(bucket, ""), caller.conditionKeys(Map.of("s3:prefix", key)));
            return new AwsException("NoSuchKey", "The specified key does not exist: '" + key + "'");
        } catch (AwsException denied) {
            return denied;
        }
    }

    private static String arn(Resource bucket, String key) {
        return "arn:aws:s3:::" + bucket.id() + (key.isEmpty() ? "" : "/" + key);
    }
}
