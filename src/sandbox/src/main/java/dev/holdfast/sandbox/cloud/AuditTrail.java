package dev.holdfast.sandbox.cloud;

import java.util.Map;

/** What CloudTrail asks before it makes a trail: that it may write, encrypt, and look into the organization. */
record AuditTrail(Resources resources, TrustedServices trusted) {
    static final String TYPE = "aws:cloudtrail/trail:Trail";

    private static final String KEY = "aws:kms/key:Key";
    private static final String SERVICE = "cloudtrail.amazonaws.com";

    void refuse(Resource trail) {
        var ofOrganization = trail.flag("isOrganizationTrail");
        if (ofOrganization) {
            refuseOrganization(trail);
        }
        var source = Map.of("aws:SourceArn", trail.arn().orElse(""));
        refuseBucket(trail, trail.account(), source);
        if (ofOrganization) {
            refuseBucket(trail, trusted.organization().orElseThrow().id(), source);
        }
        trail.text("kmsKeyId").ifPresent(key -> refuseKey(trail, key));
    }

    private void refuseOrganization(Resource trail) {
        if (!trail.account().equals(Organizations.MANAGEMENT_ACCOUNT)) {
            throw new AwsException(
                    "NotOrganizationMasterAccountException",
                    "The account " + trail.account() + " is not the organization's management account, which is "
                            + Organizations.MANAGEMENT_ACCOUNT + ".");
        }
        if (!trusted.trusts(SERVICE)) {
            throw new AwsException(
                    "CloudTrailAccessNotEnabledException",
                    "The request could not be processed because the trusted service access is not enabled for the"
                            + " organization: add " + SERVICE + " to its awsServiceAccessPrincipals first.");
        }
    }

    private void refuseBucket(Resource trail, String prefix, Map<String, String> source) {
        var buckets = new LogBuckets(resources);
        var name = trail.text("s3BucketName").orElse("");
        if (buckets.find(name).isEmpty()) {
            throw new AwsException("S3BucketDoesNotExistException", "S3 bucket " + name + " does not exist!");
        }
        var path = trail.text("s3KeyPrefix").map(text -> text + "/").orElse("") + "AWSLogs/" + prefix + "/CloudTrail/x";
        if (!buckets.mayDeliver(name, SERVICE, path, source)) {
            throw new AwsException(
                    "InsufficientS3BucketPolicyException",
                    "Incorrect S3 bucket policy is detected for bucket: " + name + ". It must let " + SERVICE
                            + " s3:GetBucketAcl, and s3:PutObject below AWSLogs/" + prefix + "/, for " + source + ".");
        }
    }

    private void refuseKey(Resource trail, String key) {
        var found = resources.byArn(key).filter(one -> one.type().equals(KEY));
        if (found.isEmpty()) {
            throw new AwsException("KmsKeyNotFoundException", "KMS key " + key + " could not be found.");
        }
        var context = Map.of(
                "aws:SourceArn", trail.arn().orElse(""),
                "kms:EncryptionContext:aws:cloudtrail:arn", trail.arn().orElse(""));
        var policy = new ResourcePolicy(found.get().text("policy").orElse("{}"));
        if (!policy.allows(SERVICE, "kms:GenerateDataKey", key, context)
                || !policy.allows(SERVICE, "kms:DescribeKey", key, context)) {
            throw new AwsException(
                    "InsufficientEncryptionPolicyException",
                    "Insufficient permissions to access S3 bucket or KMS key " + key + ": its policy must let "
                            + SERVICE + " kms:GenerateDataKey* and kms:DescribeKey for " + context + ".");
        }
    }
}
