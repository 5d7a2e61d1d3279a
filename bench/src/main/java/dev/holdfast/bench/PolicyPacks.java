package dev.holdfast.bench;

import com.google.protobuf.Empty;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.PolicyType;

/**
 * What a policy pack adds to a preview of {@value DeclaredStack#RESOURCES} resources: Holdfast's, and one in TypeScript on
 * Pulumi's own SDK with as many rules. Both are measured in turn with the same preview without a pack.
 */
final class PolicyPacks {
    private static final String STACK = "dev";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path root;
    private final Figures figures;
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private record Rules(int ofResources, int ofStacks) {}

    /** @param processor seconds of all processes together */
    private record Took(double seconds, double processor) {}

    private PolicyPacks(Path root, Figures figures, Path folder) {
        this.root = root;
        this.figures = figures;
        this.folder = folder;
    }

    static void measure(Path root, Figures figures, int rounds) throws IOException, InterruptedException {
        if (!Files.exists(root.resolve("policy/rules/target/holdfast-policy.jar"))) {
            throw new IllegalStateException("the policy pack is not built; run ./mvnw package -DskipTests first");
        }
        var folder = Files.createTempDirectory("holdfast-bench");
        try {
            new PolicyPacks(root, figures, folder).measure(rounds);
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure(int rounds) throws IOException, InterruptedException {
        var peer = peer();
        var rules = rules();
        System.out.printf(
                "%d resources; %d rules about resources and %d about the stack in each pack%n",
                DeclaredStack.RESOURCES, rules.ofResources(), rules.ofStacks());
        prepare(rules);
        var java = List.of("--policy-pack", root.resolve("policy").toString(), "--policy-pack-config", config());
        var typescript = List.of("--policy-pack", peer.toString(), "--policy-pack-config", config());

        System.out.println("warm-up ...");
        preview(List.of());
        preview(java);
        preview(typescript);
        awaitClasses();
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " ...");
            add(preview(List.of()), preview(java), preview(typescript));
        }
    }

    private void add(Took without, Took java, Took typescript) {
        figures.add("preview without a pack", "s", without.seconds());
        figures.add("preview with the Java pack", "s", java.seconds());
        figures.add("preview with the TypeScript pack", "s", typescript.seconds());
        added("", without.seconds(), java.seconds(), typescript.seconds());
        added(", processor time", without.processor(), java.processor(), typescript.processor());
    }

    private void added(String what, double without, double java, double typescript) {
        figures.add("the Java pack adds" + what, "s", java - without);
        figures.add("the TypeScript pack adds" + what, "s", typescript - without);
        figures.add("Java / TypeScript: added" + what, "ratio", (java - without) / (typescript - without));
    }

    /** The TypeScript pack with its packages, beside what was built. */
    private Path peer() throws IOException, InterruptedException {
        var peer = Files.createDirectories(root.resolve("bench/target/typescript-pack"));
        for (var file : List.of("PulumiPolicy.yaml", "package.json", "tsconfig.json", "index.ts")) {
            Files.writeString(
                    peer.resolve(file),
                    Files.readString(root.resolve("bench/policy/typescript").resolve(file)));
        }
        run(peer, List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"));
        return peer;
    }

    /** How many rules the Java pack has: it is asked itself. */
    private Rules rules() throws IOException, InterruptedException {
        var process = new ProcessBuilder(root.resolve("policy/bin/mvn-policy").toString(), "-Dexec.args=127.0.0.1:1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            var channel = NettyChannelBuilder.forTarget("127.0.0.1:" + out.readLine())
                    .usePlaintext()
                    .build();
            try {
                var all = AnalyzerGrpc.newBlockingStub(channel)
                        .getAnalyzerInfo(Empty.getDefaultInstance())
                        .getPoliciesList();
                var ofStacks = (int) all.stream()
                        .filter(rule -> rule.getPolicyType() == PolicyType.POLICY_TYPE_STACK)
                        .count();
                return new Rules(all.size() - ofStacks, ofStacks);
            } finally {
                channel.shutdownNow();
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private void prepare(Rules rules) throws IOException, InterruptedException {
        var pulumi = run(root, List.of("tools/pulumi/install")).strip();
        environment.put("PATH", String.join(File.pathSeparator, pulumi, root + "/bench/policy", System.getenv("PATH")));
        environment.put("PULUMI_HOME", folder.resolve("home").toString());
        environment.put(
                "PULUMI_BACKEND_URL",
                Files.createDirectories(folder.resolve("state")).toUri().toString());
        environment.put("PULUMI_CONFIG_PASSPHRASE", "bench");
        environment.put("PULUMI_SKIP_UPDATE_CHECK", "true");
        environment.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
        environment.put("BENCH_RULES", rules.ofResources() + "," + rules.ofStacks());
        environment.put("BENCH_TYPES", String.join(",", DeclaredStack.TYPES.keySet()));

        program(folder.resolve("program.jar"));
        Files.writeString(
                folder.resolve("Pulumi.yaml"), "name: bench\nruntime: {name: java, options: {binary: program.jar}}\n");
        // Through env, which looks for it on the PATH that it is given.
        run(folder, List.of("env", "pulumi", "stack", "init", STACK));
        // Every rule runs, and none ends the preview.
        Files.writeString(Path.of(config()), "{\"all\": \"advisory\"}");
    }

    private String config() {
        return folder.resolve("config.json").toString();
    }

    /** A jar that only names {@link DeclaredStack} and what it needs. */
    private static void program(Path jar) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, DeclaredStack.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, classPath());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String classPath() throws IOException {
        var bench = Path.of(System.getProperty("bench.root"), "bench/target").toAbsolutePath();
        var urls = new ArrayList<String>();
        urls.add(bench.resolve("bench.jar").toUri().toString());
        try (var jars = Files.list(bench.resolve("lib"))) {
            jars.forEach(jar -> urls.add(jar.toUri().toString()));
        }
        return String.join(" ", urls);
    }

    private Took preview(List<String> pack) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; { time \"$@\" >out 2>&1; } 2>took",
                "bash",
                "pulumi",
                "preview",
                "--non-interactive",
                "--stack",
                STACK));
        command.addAll(pack);
        try {
            run(folder, command);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + Files.readString(folder.resolve("out")), e);
        }
        var took = Files.readString(folder.resolve("took")).strip().split(" ");
        return new Took(Double.parseDouble(took[0]), Double.parseDouble(took[1]) + Double.parseDouble(took[2]));
    }

    /** What bin/mvn-policy makes behind the first run. */
    private void awaitClasses() throws InterruptedException {
        var archive = root.resolve("policy/rules/target/.java/classes.jsa");
        var end = Instant.now().plus(PATIENCE);
        while (!Files.exists(archive)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(archive + " was not made within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }

    private String run(Path where, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with code " + process.exitValue());
        }
        return out;
    }
}
