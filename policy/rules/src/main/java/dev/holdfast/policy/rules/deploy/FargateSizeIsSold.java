package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.Locale;
import java.util.Map;

/** DEP-06. CPU and memory of a task are a pair that Fargate sells. */
final class FargateSizeIsSold implements ResourcePolicy {
    /** By CPU units, the MiB from and to which memory is sold, and in which steps. */
    private static final Map<Integer, int[]> SOLD = Map.of(
            256, new int[] {512, 2_048, 512},
            512, new int[] {1_024, 4_096, 1_024},
            1_024, new int[] {2_048, 8_192, 1_024},
            2_048, new int[] {4_096, 16_384, 1_024},
            4_096, new int[] {8_192, 30_720, 1_024},
            8_192, new int[] {16_384, 61_440, 4_096},
            16_384, new int[] {32_768, 122_880, 8_192});

    @Override
    public PolicyMetadata metadata() {
        return rule("DEP-06", "fargate-size-is-sold", Severity.HIGH)
                .description("CPU and memory of a Fargate task are a pair that Fargate has.")
                .why("ECS refuses any other pair when the task definition is registered, in the middle of the update.")
                .mend("Set cpu and memory to a pair of AWS's table, such as 512 and 1024.")
                .control(
                        "Amazon ECS",
                        "task sizes",
                        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/taskDefinition:TaskDefinition");
    }

    @Override
    public void validate(PolicyResource definition, Evaluation evaluation) {
        if (!definition.property("requiresCompatibilities").strings().contains("FARGATE")) {
            return;
        }
        if (definition.property("cpu").isAbsent()
                || definition.property("memory").isAbsent()) {
            evaluation.violation("cpu and memory are not both set");
            return;
        }
        double cpu = size(definition.property("cpu").string());
        double memory = size(definition.property("memory").string());
        var sold = SOLD.get((int) cpu);
        if (sold == null) {
            evaluation.violation("cpu " + (int) cpu + " is not sold; 256, 512, 1024, 2048, 4096, 8192 and 16384 are");
        } else if (!isSold(memory, sold, (int) cpu)) {
            evaluation.violation("memory " + (int) memory + " is not sold with cpu " + (int) cpu + "; " + sold[0]
                    + " to " + sold[1] + " is, in steps of " + sold[2]);
        }
    }

    private static boolean isSold(double memory, int[] sold, int cpu) {
        // With a quarter of a CPU there are 512, 1024 and 2048.
        return memory >= sold[0]
                && memory <= sold[1]
                && (memory - sold[0]) % sold[2] == 0
                && !(cpu == 256 && memory == 1_536);
    }

    /** Units or MiB; both can be written as {@code 1 vCPU} and {@code 2 GB}, of which each has 1,024. */
    private static double size(String text) {
        var lower = text.toLowerCase(Locale.ROOT).trim();
        var number = Double.parseDouble(lower.replaceAll("[^0-9.]", ""));
        return lower.matches("[0-9.]+") ? number : number * 1_024;
    }
}
