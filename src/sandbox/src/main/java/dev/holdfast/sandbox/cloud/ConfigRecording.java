package dev.holdfast.sandbox.cloud;

import java.util.Map;

/** What AWS Config asks: one recorder and one channel in an account and region, a bucket that it may write into, in this order. */
record ConfigRecording(Resources resources) {
    static final String RECORDER = "aws:cfg/recorder:Recorder";
    static final String CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
    static final String STATUS = "aws:cfg/recorderStatus:RecorderStatus";

    private static final String SERVICE = "config.amazonaws.com";

    void refuseRecorder(Resource recorder) {
        if (another(recorder)) {
            throw new AwsException(
                    "MaxNumberOfConfigurationRecordersExceededException",
                    "Failed to put configuration recorder '" + recorder.id()
                            + "' because the maximum number of configuration recorders: 1 is reached.");
        }
    }

    void refuseChannel(Resource channel) {
        if (another(channel)) {
            throw new AwsException(
                    "MaxNumberOfDeliveryChannelsExceededException",
                    "Failed to put delivery channel '" + channel.id()
                            + "' because the maximum number of delivery channels: 1 is reached.");
        }
        if (resources.beside(channel, RECORDER).findAny().isEmpty()) {
            throw new AwsException(
                    "NoAvailableConfigurationRecorderException",
                    "Configuration recorder is not available to put delivery channel '" + channel.id() + "'.");
        }
        var bucket = channel.text("s3BucketName").orElse("");
        var buckets = new LogBuckets(resources);
        if (buckets.find(bucket).isEmpty()) {
            throw new AwsException(
                    "NoSuchBucketException", "Cannot find a S3 bucket with an empty bucket name: " + bucket);
        }
        var path = "AWSLogs/" + channel.account() + "/Config/x";
        if (buckets.locksByDefault(bucket)
                || !buckets.mayDeliver(bucket, SERVICE, path, Map.of("aws:SourceAccount", channel.account()))) {
            throw new AwsException(
                    "InsufficientDeliveryPolicyException",
                    "Insufficient delivery policy to s3 bucket: " + bucket
                            + ", unable to write to bucket. Its policy must"
                            + " let " + SERVICE + " s3:GetBucketAcl, and s3:PutObject below " + path
                            + ", and it must have no default retention.");
        }
    }

    void refuseStatus(Resource status) {
        if (status.flag("isEnabled")
                && resources.beside(status, CHANNEL).findAny().isEmpty()) {
            throw new AwsException(
                    "NoAvailableDeliveryChannelException",
                    "Delivery channel is not available to start configuration" + " recorder '" + status.id() + "'.");
        }
    }

    private boolean another(Resource one) {
        return resources.beside(one, one.type()).anyMatch(other -> !other.id().equals(one.id()));
    }
}
