package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the programs of images as processes of this machine, with this machine's Java: a container's file system,
 * network and environment without a container. Absolute paths that name something in the image are re-rooted; the user
 * is the image's where the sandbox runs as root ({@link UserSwitch}). What is not Java is refused.
 */
final class ContainerRuntime {
    /** An absolute path that begins a text or follows what separates paths: {@code -cp /app/a:/app/b}, {@code @/app/c}. */
    private static final Pattern PATH = Pattern.compile("(?<![^\\s:=,@\"'])/[^\\s:,\"']+");

    private static final String SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path tasks;
    private final Path authority;
    private final Path java;
    private final Path agent;
    private final Path trusted;
    private final Hosts hosts;
    private final String gatekeeper;

    /**
     * What is started.
     *
     * @param command the program and all its arguments, as the image knows them
     * @param workingDirectory as the image knows it
     * @param environment all variables, without those of the image
     * @param address where its network is on this machine, for example {@code 127.20.0.5}
     * @param cpu in units of 1/1024 core
     * @param memory in MiB
     */
    record Container(
            Image image,
            List<String> command,
            String workingDirectory,
            Map<String, String> environment,
            String address,
            int cpu,
            int memory) {

        Container with(List<String> other) {
            return new Container(image, other, workingDirectory, environment, address, cpu, memory);
        }
    }

    /**
     * Where containers run.
     *
     * @param gatekeeper the address and port where their sockets ask who may come in
     */
    ContainerRuntime(Site site, Hosts hosts, String gatekeeper) {
        this(site, hosts, gatekeeper, Path.of(System.getProperty("java.home")));
    }

    ContainerRuntime(Site site, Hosts hosts, String gatekeeper, Path javaHome) {
        this.hosts = hosts;
        this.gatekeeper = gatekeeper;
        tasks = tasks(site);
        authority = site.secrets().resolve("rds-ca.pem");
        java = javaHome.resolve("bin").resolve("java");
        Orphans.endTasks(agent(site));
        try {
            Folders.delete(tasks);
            agent = TaskAgent.write(javaHome, agent(site));
            trusted = AmazonTrust.write(site, agent.resolveSibling("cacerts"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + tasks, e);
        }
    }

    /** The agent that is in the command line of every task of a site. */
    static Path agent(Site site) {
        return tasks(site).resolve("agent.jar");
    }

    private static Path tasks(Site site) {
        return site.directory().toAbsolutePath().resolve("cloud").resolve("tasks");
    }

    /** This machine's name, as Java finds it. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return e.getMessage().replaceFirst(":.*", ""); // Java names the host that it cannot resolve.
        }
    }

    /** A task's own folder, with its {@code /tmp} and its host names; {@link #forget} deletes it. */
    Path directory(String task) {
        return directory(task, Map.of());
    }

    /**
     * The same.
     *
     * @param names host names that only this task knows, and their addresses on this machine
     */
    Path directory(String task, Map<String, String> names) {
        try {
            var tmp = tasks.resolve(task).resolve("tmp");
            if (!Files.exists(tmp)) {
                Files.createDirectories(tasks.resolve(task), OWNERS_ONLY);
                Files.createDirectory(tmp, OWNERS_ONLY);
            }
            var directory = tmp.getParent();
            hosts.share(names(directory), names);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for task " + task, e);
        }
    }

    void forget(String task) {
        try {
            hosts.unshare(names(tasks.resolve(task)));
            Folders.delete(tasks.resolve(task));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the folder of task " + task, e);
        }
    }

    /**
     * Starts a program.
     *
     * @throws AwsException if it is not Java, or its working directory is missing
     */
    Process start(Container container, Path directory) {
        var image = container.image();
        var program = container.command().isEmpty() ? "" : container.command().get(0);
        if (!Path.of(program).endsWith("java")) {
            throw new AwsException(
                    "CannotStartContainerError",
                    "the program is '" + program + "'; this sandbox starts 'java' only, with this machine's Java");
        }
        var user = ContainerUser.of(image);
        var work = image.root().resolve(container.workingDirectory().replaceFirst("^/+", ""));
        if (!Files.isDirectory(work)) {
            throw new AwsException(
                    "CannotStartContainerError",
                    "the image has no folder " + container.workingDirectory() + ", the working directory");
        }
        try {
            RdsTrust.give(image.root(), authority);
            var line = new ArrayList<>(
                    UserSwitch.prefix(user, directory, List.of(java, image.root(), work, agent, trusted)));
            line.addAll(commandLine(container, directory));
            var process = new ProcessBuilder(line).directory(work.toFile()).redirectErrorStream(true);
            process.environment().clear();
            process.environment().putAll(environment(container));
            var started = process.start();
            started.getOutputStream().close();
            return started;
        } catch (IOException e) {
            throw new AwsException("CannotStartContainerError", e.getMessage());
        }
    }

    private List<String> commandLine(Container container, Path directory) throws IOException {
        var root = container.image().root().toAbsolutePath();
        var line = new ArrayList<>(List.of(
                java.toString(),
                "-javaagent:" + agent + "=" + container.address() + "," + gatekeeper + ","
                        + ProcessHandle.current().pid(),
                "-Djava.net.preferIPv4Stack=true",
                "-Djavax.net.ssl.trustStore=" + trusted,
                "-Djdk.net.hosts.file=" + names(directory),
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "-XX:MaxRAM=" + container.memory() + "m",
                "-XX:ActiveProcessorCount=" + Math.max(1, (container.cpu() + 1023) / 1024)));
        for (var argument : container.command().subList(1, container.command().size())) {
            var ours = rerooted(argument, root, Files::exists);
            if (ours.startsWith("@") && Files.isRegularFile(Path.of(ours.substring(1)))) {
                var file = directory.resolve("arguments-" + Integer.toHexString(argument.hashCode()));
                Files.writeString(file, rerooted(Files.readString(Path.of(ours.substring(1))), root, Files::exists));
                ours = "@" + file;
            }
            line.add(ours);
        }
        return line;
    }

    private static Path names(Path directory) {
        return directory.resolve("hosts");
    }

    /** The image's and the given variables; a text is changed only where it names a file, as a class path or a bundle does. */
    private static Map<String, String> environment(Container container) {
        var all = new LinkedHashMap<>(Map.of("PATH", SEARCH_PATH));
        all.putAll(container.image().environment());
        all.putAll(container.environment());
        var root = container.image().root().toAbsolutePath();
        all.replaceAll((name, value) -> rerooted(value, root, Files::isRegularFile));
        return all;
    }

    private static String rerooted(String text, Path root, Predicate<Path> exists) {
        return PATH.matcher(text).replaceAll(match -> {
            var path = match.group();
            var plain = path.endsWith("/*") ? path.substring(0, path.length() - 2) : path;
            var ours = root.resolve(plain.replaceFirst("^/+", ""));
            var found = !ours.equals(root) && exists.test(ours);
            return Matcher.quoteReplacement(found ? root + path : path);
        });
    }
}
