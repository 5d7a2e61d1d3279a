package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The Pulumi projects that the sandbox runs, as sandbox.yaml lists them.
 *
 * @param defaultStack the stack of a command that names none
 * @param region where a program creates its resources when its stack names no region
 * @param policyPack the folder of the policy pack that judges every preview, below the repository's root; null
 *     if there is none
 * @param env how the variables are called that {@code ./sandbox env} prints for commands other than Pulumi's; nothing
 *     where there are none
 * @param projects by the name that commands use
 */
record Projects(
        @JsonProperty("default") String defaultStack,
        String region,
        String policyPack,
        EnvVariables env,
        Map<String, Project> projects) {
    static final String FILE = "sandbox.yaml";

    Projects {
        env = env == null ? new EnvVariables(null, null) : env;
    }

    /**
     * The names of variables.
     *
     * @param addresses takes the URL of a service that says where this machine answers the URL of a domain: it takes
     *     {@code {"url": ...}} by POST, and answers alike
     * @param authority takes the file with the certificate of the authority that signs what the cloud's domains show
     */
    record EnvVariables(String addresses, String authority) {}

    /**
     * One Pulumi project.
     *
     * @param directory the folder of its Pulumi.yaml, below the repository's root
     * @param stacks its stacks; {@code review-*} stands for all with that beginning
     * @param folderVariable the variable by which commands other than Pulumi's are told where its generated copy is
     * @param after the project whose stack must be up before, if any
     * @param again the output that lists what waits for another update, if the project comes up in several
     * @param path what to try below the output {@code url}, if it has one
     * @param config configuration that holds in the sandbox, whatever the stack files say
     * @param stackConfig the same for single stacks, by their names
     * @param images by repository
     */
    record Project(
            String directory,
            List<String> stacks,
            String folderVariable,
            String after,
            String again,
            String path,
            Map<String, Object> config,
            Map<String, Map<String, Object>> stackConfig,
            Map<String, Image> images) {
        Project {
            stacks = List.copyOf(stacks == null ? List.of() : stacks);
            path = path == null ? "" : path;
            config = config == null ? Map.of() : new LinkedHashMap<>(config);
            stackConfig = stackConfig == null ? Map.of() : new LinkedHashMap<>(stackConfig);
            images = images == null ? Map.of() : new LinkedHashMap<>(images);
        }

        /** The configuration that holds in the sandbox for a stack. */
        Map<String, Object> config(String stack) {
            var all = new LinkedHashMap<>(config);
            all.putAll(stackConfig.getOrDefault(stack, Map.of()));
            return all;
        }

        /** Whether a stack of this name is one of this project's. */
        boolean has(String stack) {
            return stacks.stream()
                    .anyMatch(one -> one.endsWith("*")
                            ? stack.startsWith(one.substring(0, one.length() - 1)) && stack.length() >= one.length()
                            : one.equals(stack));
        }
    }

    /**
     * A container image that the project deploys.
     *
     * @param archive the OCI archive, below the repository's root
     * @param digest the configuration key that takes its digest
     */
    record Image(String archive, String digest) {}

    /** A stack of a project. */
    record Target(String project, Project details, String stack) {}

    /**
     * Reads sandbox.yaml.
     *
     * @throws Failure naming the place that is wrong
     */
    static Projects read(Path root) {
        var file = root.resolve(FILE);
        try {
            var projects = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), Projects.class);
            projects.check();
            return projects;
        } catch (UnrecognizedPropertyException e) {
            var known = new TreeSet<>(
                    e.getKnownPropertyIds().stream().map(Object::toString).toList());
            throw new Failure(file + ": unknown key '" + e.getPropertyName() + "'; known there are " + known, e);
        } catch (JsonProcessingException e) {
            var where =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new Failure(file + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new Failure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void check() {
        projects.forEach((name, project) -> {
            if (project.after() != null && !projects.containsKey(project.after())) {
                throw new Failure(FILE + ": project '" + name + "' comes after '" + project.after()
                        + "', which is no project: " + String.join(", ", projects.keySet()));
            }
            project.stackConfig().keySet().stream()
                    .filter(stack -> !project.has(stack))
                    .findFirst()
                    .ifPresent(stack -> {
                        throw new Failure(FILE + ": `stackConfig` of project '" + name + "' names '" + stack
                                + "', which is none of its stacks: " + String.join(", ", project.stacks()));
                    });
        });
        target(defaultStack);
    }

    /**
     * The stack of this name.
     *
     * @throws Failure listing those that exist
     */
    Target target(String stack) {
        return projects.entrySet().stream()
                .filter(entry -> entry.getValue().has(stack))
                .map(entry -> new Target(entry.getKey(), entry.getValue(), stack))
                .findFirst()
                .orElseThrow(() ->
                        new Failure("there is no stack '" + stack + "': allowed are " + String.join(", ", allowed())
                                + "; " + FILE + " lists them" + Nearest.question(stack, allowed())));
    }

    /**
     * The project of this name.
     *
     * @throws Failure listing those that exist
     */
    Project project(String name) {
        return Optional.ofNullable(projects.get(name))
                .orElseThrow(() -> new Failure("there is no project '" + name + "': allowed are "
                        + String.join(", ", projects.keySet()) + "; " + FILE + " lists them"
                        + Nearest.question(name, projects.keySet())));
    }

    /** What must be up before this stack: the first stack of the project that its own comes after. */
    Optional<Target> before(Target target) {
        return Optional.ofNullable(target.details().after()).map(name -> {
            var project = projects.get(name);
            return new Target(name, project, project.stacks().get(0));
        });
    }

    private List<String> allowed() {
        return projects.values().stream()
                .flatMap(project -> project.stacks().stream())
                .map(stack -> stack.replace("*", "<name>"))
                .toList();
    }
}
