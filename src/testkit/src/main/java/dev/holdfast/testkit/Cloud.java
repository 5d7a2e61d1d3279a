package dev.holdfast.testkit;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The mocked provider: runs a program without the engine and records what it registers. Green here is not green in
 * AWS: nothing is validated, no quota or permission is asked.
 *
 * <pre>{@code
 * var cloud = new Cloud().run(ctx -> new AuditBucket("audit", args, null));
 * assertThat(cloud.only("aws:s3/bucketV2:BucketV2").inputs()).containsEntry("bucket", "acme-audit");
 * }</pre>
 */
public final class Cloud implements Mocks {
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> duplicates = new CopyOnWriteArrayList<>();
    private final Map<String, ResourceOptions> options = new ConcurrentHashMap<>();
    private final Map<String, Function<Map<String, Object>, Map<String, Object>>> outputs = new ConcurrentHashMap<>();
    private final Map<String, Function<Map<String, Object>, Map<String, Object>>> answers = new ConcurrentHashMap<>();
    private Map<String, Object> stackReference = Map.of();
    private Map<String, Output<?>> exported = Map.of();
    private String project = "holdfast";
    private String stack = "dev";
    private boolean preview;

    /**
     * A registered resource.
     *
     * @param inputs its properties as they reach the provider; secrets are plain here
     * @param options the resource options that it was declared with
     * @param provider the reference of its explicit provider, empty for the default one
     */
    public record Seen(String type, String name, Map<String, Object> inputs, ResourceOptions options, String provider) {
        /** Whether Pulumi refuses to delete it. */
        public boolean isProtected() {
            return options.isProtect();
        }

        /** Type and name of the resource that it belongs to, as {@code type::name}; none if it belongs to the stack. */
        public Optional<String> parent() {
            return options.getParent().map(Cloud::label);
        }

        /** What it is created after by declaration, each as {@code type::name}. */
        public List<String> dependsOn() {
            return PulumiTest.extractValue(options.getDependsOn()).stream()
                    .map(Cloud::label)
                    .toList();
        }
    }

    /** A function of the provider that the program called. */
    public record Call(String token, Map<String, Object> arguments, String provider) {}

    /** Runs under this project's and stack's name; without it, project {@code holdfast}, stack {@code dev}. */
    public Cloud stack(String project, String stack) {
        this.project = project;
        this.stack = stack;
        return this;
    }

    /** Runs as {@code pulumi preview} does; other than there, the ids of new resources are known. */
    public Cloud preview() {
        this.preview = true;
        return this;
    }

    /** What the provider computes for a type, on top of its inputs, an {@code arn} and an id. */
    public Cloud computes(String type, Function<Map<String, Object>, Map<String, Object>> outputs) {
        this.outputs.put(type, outputs);
        return this;
    }

    /** What a function of the provider answers; by default an empty map. */
    public Cloud answers(String token, Function<Map<String, Object>, Map<String, Object>> answer) {
        answers.put(token, answer);
        return this;
    }

    /** The outputs that every StackReference has. */
    public Cloud stackReference(Map<String, Object> outputs) {
        this.stackReference = outputs;
        return this;
    }

    /**
     * Runs a program to its end.
     *
     * @throws RuntimeException what the program failed with, wrapped by the SDK
     * @throws AssertionError if the program logs an error, or declares two resources of one type with one name: of
     *     these the engine refuses those with one parent, and nobody could tell the others apart in a preview
     */
    public Cloud run(Consumer<Context> program) {
        var testOptions = TestOptions.builder()
                .organizationName("organization")
                .projectName(project)
                .stackName(stack)
                .preview(preview)
                .resourceTransformations(List.of(recorder()))
                .build();
        try {
            var result = PulumiTest.withMocks(this)
                    .withOptions(testOptions)
                    .runTest(program)
                    .throwOnError();
            refuse("the program logged errors", result.errors());
            refuse("declared more than once", duplicates);
            exported = result.outputs();
            return this;
        } finally {
            PulumiTest.cleanup();
        }
    }

    /** Everything that was registered, components and providers included. */
    public List<Seen> all() {
        return List.copyOf(seen);
    }

    /** The registered resources of a type. */
    public List<Seen> all(String type) {
        return seen.stream().filter(one -> one.type().equals(type)).toList();
    }

    /**
     * The one resource of a type.
     *
     * @throws AssertionError if there is none, or more than one
     */
    public Seen only(String type) {
        return single(all(type), type);
    }

    /**
     * The one resource of a type with this name.
     *
     * @throws AssertionError if there is none, or more than one
     */
    public Seen named(String type, String name) {
        return single(all(type).stream().filter(one -> one.name().equals(name)).toList(), type + " " + name);
    }

    /** The functions that were called. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The names of the stack's outputs. */
    public Set<String> exports() {
        return Set.copyOf(exported.keySet());
    }

    /** The value of a stack output. */
    public Object exported(String name) {
        var output = exported.get(name);
        if (output == null) {
            throw new AssertionError("no stack output '" + name + "'; there are " + exported.keySet());
        }
        return PulumiTest.extractValue(output);
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs resource) {
        seen.add(new Seen(
                resource.type,
                resource.name,
                resource.inputs,
                options.getOrDefault(label(resource.type, resource.name), CustomResourceOptions.Empty),
                resource.provider == null ? "" : resource.provider));
        var state = new HashMap<>(resource.inputs);
        state.putIfAbsent("arn", "arn:aws:test:::" + resource.name);
        if (resource.type.equals("pulumi:pulumi:StackReference")) {
            state.put("outputs", stackReference);
        }
        state.putAll(outputs.getOrDefault(resource.type, inputs -> Map.of()).apply(resource.inputs));
        return CompletableFuture.completedFuture(ResourceResult.of(Optional.of(resource.name + "-id"), state));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs call) {
        calls.add(new Call(call.token, call.args, call.provider == null ? "" : call.provider));
        return CompletableFuture.completedFuture(
                answers.getOrDefault(call.token, arguments -> Map.of()).apply(call.args));
    }

    private ResourceTransformation recorder() {
        return args -> {
            if (options.put(label(args.resource()), args.options()) != null) {
                duplicates.add(label(args.resource()));
            }
            return Optional.empty();
        };
    }

    private static void refuse(String what, List<String> found) {
        if (!found.isEmpty()) {
            throw new AssertionError(what + ": " + found);
        }
    }

    private static String label(Resource resource) {
        return label(resource.pulumiResourceType(), resource.pulumiResourceName());
    }

    private static String label(String type, String name) {
        return type + "::" + name;
    }

    private static Seen single(List<Seen> found, String what) {
        if (found.size() != 1) {
            throw new AssertionError("expected one " + what + ", found " + found.size() + ": "
                    + found.stream().map(Seen::name).toList());
        }
        return found.get(0);
    }
}
