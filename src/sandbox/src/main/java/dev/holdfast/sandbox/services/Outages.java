package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** AWS services that are out of order in an account for a while, on purpose. Each outage ends by itself. */
final class Outages {
    /** The error code of an AWS service that fails: HTTP status 500. */
    static final String CODE = "InternalServiceError";

    private final Map<String, Long> ends = new ConcurrentHashMap<>();

    /** Lets a service, named as in its endpoint, answer every request of an account with an error. */
    void begin(String service, String account, Duration duration) {
        ends.put(key(service, account), System.nanoTime() + duration.toNanos());
    }

    /** Ends it; whether there was one that nobody had ended. */
    boolean end(String service, String account) {
        return ends.remove(key(service, account)) != null;
    }

    /**
     * Passes where the service is in order.
     *
     * @throws AwsException as the service answers if it is not
     */
    void check(String service, String account) {
        var end = ends.get(key(service, account));
        if (end != null && end - System.nanoTime() > 0) {
            throw new AwsException(CODE, "An error occurred on the server side.");
        }
    }

    private static String key(String service, String account) {
        return service + " " + account;
    }
}
