package dev.holdfast.sandbox.task;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * Gives a task's Java process a network of its own, as a Java agent: what it binds to every address or to localhost is
 * bound to the task's address, and its localhost is that address, so that many tasks have their port 8080 on one machine.
 * The process also ends with the cloud that started it, even if the cloud is killed.
 */
public final class TaskNetwork {
    /** The system property with the task's address. */
    public static final String ADDRESS = "holdfast.task.address";

    /** The resource beside this class with this Java's {@code sun.nio.ch.Net}, changed to ask {@link #ADDRESS}. */
    public static final String NET = "net.bin";

    private TaskNetwork() {}

    /**
     * Called by Java before {@code main}.
     *
     * @param arguments the task's address and the cloud's process id, separated by a comma
     */
    public static void premain(String arguments, Instrumentation instrumentation)
            throws IOException, ClassNotFoundException, UnmodifiableClassException {
        var comma = arguments.indexOf(',');
        System.setProperty(ADDRESS, arguments.substring(0, comma));
        endWith(Long.parseLong(arguments.substring(comma + 1)));
        try (var net = TaskNetwork.class.getResourceAsStream(NET)) {
            instrumentation.redefineClasses(new ClassDefinition(Class.forName("sun.nio.ch.Net"), net.readAllBytes()));
        }
    }

    private static void endWith(long cloud) {
        var parent = ProcessHandle.current().parent().filter(one -> one.pid() == cloud);
        var watch = new Thread(
                () -> {
                    parent.ifPresent(process -> process.onExit().join());
                    Runtime.getRuntime().halt(1);
                },
                "cloud-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
