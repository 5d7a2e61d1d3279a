package dev.holdfast.workload.stateless;

import com.pulumi.exceptions.RunException;

/** A deployment that ECS took back: the update must not end as if the new version ran. */
final class RolledBack extends RunException {
    private RolledBack(String message) {
        super(message);
    }

    /**
     * The task definition that runs.
     *
     * @throws RolledBack if that is not the one that was registered
     */
    static String unlessSame(String service, String registered, String running, String logGroup) {
        if (registered.equals(running)) {
            return running;
        }
        throw new RolledBack("service " + service + " runs " + running + ", not " + registered
                + " of this update: its new tasks did not become healthy, and ECS rolled the deployment back."
                + " Find out why with `aws logs tail " + logGroup + " --since 1h`, mend it, and deploy again with"
                + " `pulumi up --refresh`.");
    }
}
