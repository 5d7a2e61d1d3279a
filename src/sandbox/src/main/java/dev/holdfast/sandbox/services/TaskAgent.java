package dev.holdfast.sandbox.services;

import static org.objectweb.asm.Opcodes.*;

import dev.holdfast.sandbox.task.TaskNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Writes the Java agent of the tasks: {@link TaskNetwork} and, made from the very Java that will run it, copies of the
 * classes of {@code sun.nio.ch} through which every TCP and UDP socket of Java goes, which call {@code TaskSockets} where
 * they bind, connect and accept. Native code is not reached.
 */
final class TaskAgent {
    private static final String OWN = TaskNetwork.class.getPackageName().replace('.', '/') + "/";
    private static final String JAVAS = TaskNetwork.SOCKETS.replace('.', '/') + "/";
    private static final String NET = JAVAS + "Net";
    private static final String TASK = JAVAS + TaskNetwork.ADDED;

    private static final String INET = "Ljava/net/InetAddress;";
    private static final String SOCKET = "Ljava/net/ProtocolFamily;Ljava/io/FileDescriptor;" + INET;
    private static final String ACCEPT =
            "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/net/InetSocketAddress;)I";

    private TaskAgent() {}

    /** Writes the agent's jar for the Java in this folder. */
    static Path write(Path javaHome, Path jar) {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", TaskNetwork.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        var location = Map.of("java.home", javaHome.toString());
        try {
            Files.createDirectories(jar.getParent());
            try (var java = FileSystems.newFileSystem(URI.create("jrt:/"), location);
                    var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                var agent = TaskNetwork.class.getSimpleName();
                add(out, agent + ".class", own(agent));
                add(out, TaskNetwork.resource(TaskNetwork.ADDED), moved(own(TaskNetwork.ADDED)));
                for (var name : TaskNetwork.CHANGED) {
                    add(out, TaskNetwork.resource(name), changed(name, javas(java, name)));
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + jar + " for the Java in " + javaHome, e);
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(OWN + name));
        jar.write(content);
    }

    private static byte[] own(String name) throws IOException {
        try (var code = TaskNetwork.class.getResourceAsStream("/" + OWN + name + ".class")) {
            return code.readAllBytes();
        }
    }

    private static byte[] javas(FileSystem java, String name) throws IOException {
        return Files.readAllBytes(java.getPath("modules", "java.base", JAVAS + name + ".class"));
    }

    /** The same class in Java's own package, where it finds the real {@code Net}. */
    private static byte[] moved(byte[] original) {
        var names = Map.of(OWN + TaskNetwork.ADDED, TASK, OWN + "Net", NET);
        var writer = new ClassWriter(0);
        new ClassReader(original).accept(new ClassRemapper(writer, new SimpleRemapper(ASM9, names)), 0);
        return writer.toByteArray();
    }

    private static byte[] changed(String name, byte[] original) throws IOException {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        var places = new int[1];
        new ClassReader(original)
                .accept(
                        new ClassVisitor(ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String type, String generic, String[] thrown) {
                                var code = super.visitMethod(access, method, type, generic, thrown);
                                return name.equals("Net")
                                        ? changed(method + type, code, places)
                                        : new Accepting(code, places);
                            }
                        },
                        0);
        if (places[0] < (name.equals("Net") ? 2 : 1)) {
            throw new IOException(
                    JAVAS + name + " is not as this sandbox knows it; use a JDK 17 to 25 to run the sandbox");
        }
        return writer.toByteArray();
    }

    private static MethodVisitor changed(String method, MethodVisitor code, int[] places) {
        if (method.equals("bind(" + SOCKET + "I)V")) {
            places[0]++;
            return new Begin(code, "bound", "(" + INET + ")" + INET, 2);
        }
        if (method.equals("connect(" + SOCKET + "I)I")) {
            places[0]++;
            return new Begin(code, "destination", "(" + SOCKET + ")" + INET, 0, 1, 2);
        }
        return code;
    }

    /** Begins a method with the address, its third argument, that the task's sockets choose. */
    private static final class Begin extends MethodVisitor {
        private final String chooser;
        private final String type;
        private final int[] arguments;

        Begin(MethodVisitor method, String chooser, String type, int... arguments) {
            super(ASM9, method);
            this.chooser = chooser;
            this.type = type;
            this.arguments = arguments;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            for (var argument : arguments) {
                visitVarInsn(ALOAD, argument);
            }
            visitMethodInsn(INVOKESTATIC, TASK, chooser, type, false);
            visitVarInsn(ASTORE, 2);
        }
    }

    /** Accepts by the task's sockets where a method accepts by Java's. */
    private static final class Accepting extends MethodVisitor {
        private final int[] places;

        Accepting(MethodVisitor method, int[] places) {
            super(ASM9, method);
            this.places = places;
        }

        @Override
        public void visitMethodInsn(int code, String owner, String name, String type, boolean isInterface) {
            var accepts = owner.equals(NET) && name.equals("accept") && type.equals(ACCEPT);
            places[0] += accepts ? 1 : 0;
            super.visitMethodInsn(code, accepts ? TASK : owner, name, type, isInterface);
        }
    }
}
