package dev.holdfast.workload.stateless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The record of what is deployed in an environment: a parameter of Systems Manager with JSON, which whoever may read the
 * account can ask for. It is written when everything that it speaks of runs. Exposes the parameter's name.
 */
public final class DeploymentRecord extends ComponentResource {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The name of the parameter. */
    public final Output<String> parameter;

    /**
     * The record.
     *
     * @param environment the name of the environment
     * @param fields what it says; no secret
     * @param after what must have succeeded before
     */
    public record Args(String environment, Map<String, String> fields, List<Resource> after) {
        public Args {
            fields = Map.copyOf(fields);
            after = List.copyOf(after);
        }
    }

    public DeploymentRecord(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:DeploymentRecord", name, options);

        var written = new Parameter(
                name,
                ParameterArgs.builder()
                        .name("/holdfast/" + args.environment() + "/deployment")
                        .description("What is deployed in " + args.environment() + ", by whom and when")
                        .type("String")
                        .value(JSON.valueToTree(new TreeMap<>(args.fields())).toPrettyString())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(args.after())
                        .build());

        parameter = written.name();
        registerOutputs(Map.of("parameter", parameter));
    }
}
