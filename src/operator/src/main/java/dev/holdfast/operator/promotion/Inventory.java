package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.util.ArrayList;
import java.util.List;

/** Which stacks there are where Pulumi is logged in. */
record Inventory(Holdfast holdfast) {
    /** All of them, the organization's first. */
    List<Target> all() {
        var all = new ArrayList<>(stacks(Target.of(holdfast, Target.MANAGEMENT)));
        all.addAll(environments());
        return all;
    }

    /** Those of the workload's project. */
    List<Target> environments() {
        return stacks(Target.of(holdfast, "dev"));
    }

    private List<Target> stacks(Target ofProject) {
        var stacks = new ArrayList<Target>();
        for (var name : names(new Engine(holdfast), ofProject)) {
            try {
                var target = Target.of(holdfast, name);
                if (target.project().equals(ofProject.project())) {
                    stacks.add(target);
                }
            } catch (IllegalArgumentException | InvalidConfiguration foreign) {
                // A stack that is none of Holdfast's is none of its business.
            }
        }
        return stacks;
    }

    private static List<String> names(Engine engine, Target ofProject) {
        var where = answer(engine, ofProject, List.of("whoami", "--json"));
        var bucket = StateBucket.of(where.path("url").asText());
        if (bucket.isPresent()) {
            try (var aws = Aws.ofThisProcess()) {
                return bucket.get().stacks(aws, ofProject.project());
            }
        }
        var names = new ArrayList<String>();
        answer(engine, ofProject, List.of("stack", "ls", "--json"))
                .forEach(stack -> names.add(stack.path("name").asText().replaceFirst(".*/", "")));
        return names;
    }

    private static JsonNode answer(Engine engine, Target ofProject, List<String> arguments) {
        var answer = engine.run(ofProject, arguments);
        if (!answer.succeeded()) {
            throw new Refused(
                    "cannot list the stacks of " + ofProject.project() + ": " + engine.reason(ofProject, answer));
        }
        return Engine.json(answer.output());
    }
}
