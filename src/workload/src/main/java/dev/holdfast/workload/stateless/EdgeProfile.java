package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an environment meets the internet.
 *
 * @param deletionProtection {@code loadBalancerDeletionProtection}: whether AWS refuses to delete the load balancer
 * @param webAcl {@code webAcl}: {@code off}, {@code count} or {@code block}
 * @param requestLimit {@code requestLimit}: how many requests in five minutes one address has, where there is a web ACL
 * @param accessLogs {@code accessLogs}: whether each request is written down
 * @param accessLogsBucket {@code accessLogsBucket}: where, if not in the organization's bucket; in the same region
 */
public record EdgeProfile(
        boolean deletionProtection,
        WebAclMode webAcl,
        int requestLimit,
        boolean accessLogs,
        Optional<String> accessLogsBucket) {
    /** About 7 a second from one address: many people behind one office's address stay below it. */
    private static final int REQUESTS = 2000;

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** What becomes of a request that looks like an attack. */
    public enum WebAclMode {
        /** Nothing looks at it: there is no web ACL, and none to pay for. */
        OFF,
        /** It is noted and let through: to see what would be blocked before it is. */
        COUNT,
        /** It is refused with 403. */
        BLOCK
    }

    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static EdgeProfile read(Environment environment, Configuration keys) {
        var safe = environment.kind().compareTo(Environment.Kind.STAGING) >= 0;
        return new EdgeProfile(
                keys.flag("loadBalancerDeletionProtection", safe),
                // About 10 USD a month: where nobody but the team comes, nothing to spend them on.
                keys.choice("webAcl", WebAclMode.class, safe ? WebAclMode.BLOCK : WebAclMode.OFF),
                // What AWS allows.
                keys.number("requestLimit", 10, 2_000_000_000, REQUESTS),
                // A disposable environment leaves nothing behind, its logs neither.
                keys.flag("accessLogs", !environment.disposable()),
                keys.matching("accessLogsBucket", BUCKET, "the name of a bucket in the environment's region"));
    }
}
