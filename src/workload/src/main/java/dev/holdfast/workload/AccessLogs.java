package dev.holdfast.workload;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import dev.holdfast.conventions.Environment;
import dev.holdfast.workload.stateless.EdgeProfile;
import java.util.Optional;

/** Where a load balancer writes down its requests: a bucket of its own region, encrypted with S3's own key. */
final class AccessLogs {
    private AccessLogs() {}

    /** The bucket, if there is one. */
    static Output<Optional<String>> bucket(Settings settings, Account account) {
        return account.loadBalancerLogs()
                .applyValue(organizations -> bucket(
                        settings.environment(),
                        settings.region(),
                        settings.profile().edge(),
                        organizations));
    }

    /**
     * The bucket of the configuration, or else the organization's. Only where real requests are expected its absence is an
     * error: an organization that is coming up has no such bucket before its second update.
     *
     * @throws RunException if the logs of an environment would get lost
     */
    static Optional<String> bucket(
            Environment environment, String region, EdgeProfile profile, Optional<String> organizations) {
        if (!profile.accessLogs()) {
            return Optional.empty();
        }
        if (profile.accessLogsBucket().isPresent()) {
            return profile.accessLogsBucket();
        }
        var bucket = organizations.filter(name -> name.endsWith("-" + region));
        if (bucket.isEmpty() && Domain.isSafeOnly(environment)) {
            throw new RunException((organizations.isPresent()
                            ? "the organization's bucket for load balancers' logs, " + organizations.get()
                                    + ", is not in " + region + ", but a load balancer writes into its own"
                                    + " region only"
                            : "nobody says where " + environment
                                    + " writes down its requests: the organization's stack exports no"
                                    + " 'loadBalancerLogs' (a second `pulumi up` in src/organization makes it)")
                    + "; otherwise set holdfast:accessLogsBucket, or holdfast:accessLogs to false to do without");
        }
        return bucket;
    }
}
