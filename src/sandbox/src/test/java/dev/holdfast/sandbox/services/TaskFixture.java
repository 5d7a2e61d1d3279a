package dev.holdfast.sandbox.services;

import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Tasks of one image in a network of their own, on any Java. The internet, which is this test, reaches port 8080. */
final class TaskFixture implements AutoCloseable {
    final OpenGroups rules = new OpenGroups();
    final Hosts hosts;
    final Image image;
    final Refusals refusals;
    final Gatekeeper gatekeeper;
    private final String network = ThreadLocalRandom.current().nextInt(128, 255) + "."
            + ThreadLocalRandom.current().nextInt(255) + ".";
    private final Path directory;
    private final NetworkInterfaces interfaces;
    private final List<Process> processes = new ArrayList<>();

    /** Opens a network; the program's class comes first. */
    TaskFixture(Path directory, Class<?>... classes) throws IOException {
        this.directory = directory;
        var site = new Site(directory);
        var registry = new ImageRegistry(site);
        var archive = OciImage.of(classes).write(directory.resolve("image.tar"), false);
        image = registry.resolve(TestCloud.REGISTRY + "app@" + registry.push("app", archive));
        hosts = new Hosts(directory.resolve("hosts"));
        var resources = new Resources(site.resources());
        interfaces = new NetworkInterfaces(resources, new Addresses(resources));
        refusals = new Refusals(new Events(site.events()));
        gatekeeper = new Gatekeeper(new Network(interfaces, rules, refusals));
        rules.publicPorts.add(8080);
    }

    /** Every JDK that is installed here. */
    static Stream<Path> javas() throws IOException {
        var own = Path.of(System.getProperty("java.home")).toRealPath();
        try (var all = Files.list(own.getParent())) {
            var others = all.filter(home -> Files.exists(home.resolve("lib/modules")))
                    .map(home -> home.toFile().toPath())
                    .filter(home -> home.getFileName().toString().matches(".*(17|21|25).*"))
                    .filter(home -> !Files.isSymbolicLink(home) && !home.equals(own))
                    .toList();
            return Stream.concat(Stream.of(own), others.stream());
        }
    }

    /** Where a task's network is on this machine. */
    String address(int host) {
        return "127." + network + host;
    }

    /** Starts a task and waits until it answers. */
    NetworkInterface start(Path java, int host, Map<String, String> environment) {
        var attached = attach(host);
        var site = new Site(directory.resolve("task-" + host));
        var runtime = new ContainerRuntime(site, hosts, gatekeeper.address(), java);
        var container = new ContainerRuntime.Container(
                image, image.entrypoint(), image.workingDirectory(), environment, address(host), 256, 512);
        processes.add(runtime.start(container, runtime.directory("task")));
        awaitAnswer(host);
        return attached;
    }

    /** A task's network interface, with a security group of its own, {@code sg-<host>}. */
    NetworkInterface attach(int host) {
        var attached = new NetworkInterface(
                "task " + host,
                "111122223333",
                "eu-central-1",
                "subnet-1",
                List.of("sg-" + host),
                "10." + network + host);
        interfaces.adopt(attached);
        return attached;
    }

    void awaitAnswer(int host) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> !get(host, "/").isEmpty());
    }

    /** What a task answers to this test. */
    String get(int host, String path) throws IOException, InterruptedException {
        return TestCloud.get("http://" + address(host) + ":8080" + path).body();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        gatekeeper.close();
    }
}
