package dev.holdfast.sandbox.task;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives a task's Java process a network of its own, as a Java agent: what it binds is bound to the task's address, its
 * localhost is that address, and what connects to it is admitted by the cloud or not; see {@link TaskSockets}. The
 * process also ends with the cloud that started it, even if the cloud is killed.
 */
public final class TaskNetwork {
    /** The system property with the task's address. */
    public static final String ADDRESS = "holdfast.task.address";

    /** The system property with the address and port where the cloud says who may come in. */
    public static final String GATEKEEPER = "holdfast.task.gatekeeper";

    /** The package of Java's own sockets. */
    public static final String SOCKETS = "sun.nio.ch";

    /** The classes in that package that bind, connect or accept; changed copies of them are resources beside this class. */
    public static final List<String> CHANGED =
            List.of("Net", "NioSocketImpl", "ServerSocketChannelImpl", "UnixAsynchronousServerSocketChannelImpl");

    /** The class that they call, moved to their package: the only way in which java.base can name it. */
    public static final String ADDED = "TaskSockets";

    private TaskNetwork() {}

    /**
     * Called by Java before {@code main}.
     *
     * @param arguments the task's address, the gatekeeper's address and port, and the cloud's process id, separated by
     *     commas
     */
    public static void premain(String arguments, Instrumentation instrumentation)
            throws IOException, ReflectiveOperationException, UnmodifiableClassException {
        var all = arguments.split(",");
        System.setProperty(ADDRESS, all[0]);
        System.setProperty(GATEKEEPER, all[1]);
        endWith(Long.parseLong(all[2]));
        var open = Map.of(SOCKETS, Set.of(TaskNetwork.class.getModule()));
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), Map.of(), open, Set.of(), Map.of());
        var changes = new ClassDefinition[CHANGED.size()];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = new ClassDefinition(Class.forName(SOCKETS + "." + CHANGED.get(i)), code(CHANGED.get(i)));
        }
        MethodHandles.privateLookupIn(changes[0].getDefinitionClass(), MethodHandles.lookup())
                .defineClass(code(ADDED));
        instrumentation.redefineClasses(changes);
    }

    /** The name of the resource with a class. */
    public static String resource(String name) {
        return name + ".bin";
    }

    private static byte[] code(String name) throws IOException {
        try (var code = TaskNetwork.class.getResourceAsStream(resource(name))) {
            return code.readAllBytes();
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
