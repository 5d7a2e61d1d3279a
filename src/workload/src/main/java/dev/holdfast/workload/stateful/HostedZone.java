package dev.holdfast.workload.stateful;

import com.pulumi.aws.route53.Zone;
import com.pulumi.aws.route53.ZoneArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.List;
import java.util.Map;

/**
 * The hosted zone of an environment's domain, in the environment's own account, so that no environment can change the
 * records of another. Its name servers are AWS's choice: a zone that is made anew has others, and has to be delegated
 * anew, which is why it is held. Exposes its id, and the name servers for whoever owns the zone above.
 */
public final class HostedZone extends StatefulComponent {
    /** The id of the zone. */
    public final Output<String> zoneId;

    /** The name servers to which the domain is to be delegated. */
    public final Output<List<String>> nameServers;

    /**
     * The zone.
     *
     * @param domain its name
     */
    public record Args(Environment environment, String domain) {}

    public HostedZone(String name, Args args, ComponentResourceOptions options) {
        super("HostedZone", name, args.environment(), options);

        var zone = new Zone(
                name,
                ZoneArgs.builder()
                        .name(args.domain())
                        .comment("Where " + args.environment() + " of holdfast answers")
                        // Records that somebody added by hand are in the way of a deletion, but where all is
                        // disposable.
                        .forceDestroy(args.environment().disposable())
                        .tags(Tags.held())
                        .build(),
                held().build());

        zoneId = zone.zoneId();
        nameServers = zone.nameServers();
        registerOutputs(Map.of("zoneId", zoneId, "nameServers", nameServers));
    }
}
