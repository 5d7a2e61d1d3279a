package dev.holdfast.sandbox.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The resource types of this cloud, from {@code types/*.yaml} among the resources of this program. */
final class Catalogue {
    /** One file per service, after the module in Pulumi's type token. */
    static final List<String> FILES = List.of(
            "accessanalyzer",
            "account",
            "acm",
            "appautoscaling",
            "backup",
            "budgets",
            "cfg",
            "cloudtrail",
            "cloudwatch",
            "costexplorer",
            "ebs",
            "ec2",
            "ecr",
            "ecs",
            "elasticache",
            "guardduty",
            "iam",
            "identitystore",
            "kms",
            "lambda",
            "lb",
            "organizations",
            "rds",
            "route53",
            "s3",
            "scheduler",
            "secretsmanager",
            "securityhub",
            "servicediscovery",
            "sns",
            "ssm",
            "ssoadmin",
            "vpc",
            "wafv2");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ResourceType> types = new TreeMap<>();

    /** The file of a service: the service's name in errors, and its types by Pulumi's token. */
    private record Service(String service, Map<String, ResourceType> types) {}

    /** Reads all files. */
    Catalogue() {
        for (var name : FILES) {
            var file = "/types/" + name + ".yaml";
            try (var yaml = Catalogue.class.getResourceAsStream(file)) {
                types.putAll(YAML.readValue(yaml, Service.class).types());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the catalogue's " + file, e);
            }
        }
    }

    /** All types by Pulumi's token. */
    Map<String, ResourceType> types() {
        return Map.copyOf(types);
    }

    /**
     * What the catalogue says of a type.
     *
     * @throws AwsException if it has no such type; the message says how to add it
     */
    ResourceType type(String token) {
        var type = types.get(token);
        if (type == null) {
            var module = token.replaceAll("^aws:|/.*$", "");
            throw new AwsException("NotInThisCloud", """
                    the sandbox has no %1$s. To add it, write three lines in src/sandbox/src/main/resources/types/%2$s.yaml, \
                    under "types" (and name a new file in Catalogue.FILES):
                      %1$s:
                        source: <AWS's name of the type in cfn-lint's resource schemas, or the provider's documentation>
                        id: ${name}
                    and what the other types there say of theirs: replacedBy, computed, unique, references""".formatted(token, module));
        }
        return type;
    }

    /** Checks inputs and gives each problem: the property's path and what is wrong with it. */
    void check(String token, Map<String, Object> inputs, BiConsumer<String, String> problem) {
        var type = type(token);
        Schema.ofInputs(token).check("", inputs, problem);
        type.allowed()
                .forEach((path, allowed) -> ResourceType.values(path, inputs)
                        .filter(value -> value != Wire.UNKNOWN)
                        .map(allowed::problem)
                        .filter(text -> !text.isEmpty())
                        .forEach(text -> problem.accept(path, text)));
        for (var group : type.exclusive()) {
            var set = group.stream().filter(inputs::containsKey).toList();
            if (set.size() > 1) {
                problem.accept(set.get(0), "conflicts with " + String.join(", ", set.subList(1, set.size())));
            }
        }
        for (var group : type.oneOf()) {
            if (group.stream().noneMatch(inputs::containsKey)) {
                problem.accept(group.get(0), "one of " + String.join(", ", group) + " must be specified");
            }
        }
        for (var path : type.json()) {
            ResourceType.values(path, inputs)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> json(text) == null)
                    .forEach(text -> problem.accept(path, "contains invalid JSON"));
        }
    }

    /** The properties that differ; texts that hold JSON are compared as JSON. */
    List<String> changed(String token, Map<String, Object> before, Map<String, Object> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(name -> !name.startsWith("__"))
                .filter(name -> !same(token, name, before.get(name), after.get(name)))
                .sorted()
                .toList();
    }

    private boolean same(String token, String property, Object before, Object after) {
        if (before instanceof String one
                && after instanceof String other
                && type(token).json().contains(property)) {
            var tree = json(one);
            return one.equals(other) || tree != null && tree.equals(json(other));
        }
        return before == null ? after == null : before.equals(after);
    }

    private static Object json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
