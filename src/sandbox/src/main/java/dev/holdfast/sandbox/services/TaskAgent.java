package dev.holdfast.sandbox.services;

import static org.objectweb.asm.Opcodes.*;

import dev.holdfast.sandbox.task.TaskNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes the Java agent of the tasks: {@link TaskNetwork} and, made from the very Java that will run it, a copy of
 * {@code sun.nio.ch.Net} - every TCP and UDP socket of Java passes its {@code bind} and {@code connect} - that begins
 * with the task's own address. Native code is not reached, and needs no own port here.
 */
final class TaskAgent {
    private static final String NET = "sun/nio/ch/Net";
    private static final String SOCKET = "(Ljava/net/ProtocolFamily;Ljava/io/FileDescriptor;Ljava/net/InetAddress;I)";

    /** Where the address is among the arguments of both methods. */
    private static final int DESCRIPTOR = 1;

    private static final int ADDRESS = 2;

    private TaskAgent() {}

    /** Writes the agent's jar for the Java in this folder. */
    static Path write(Path javaHome, Path jar) {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", TaskNetwork.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        var code = TaskNetwork.class.getName().replace('.', '/') + ".class";
        try {
            Files.createDirectories(jar.getParent());
            try (var own = TaskNetwork.class.getResourceAsStream("/" + code);
                    var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                out.putNextEntry(new JarEntry(code));
                own.transferTo(out);
                out.putNextEntry(
                        new JarEntry(code.replace(TaskNetwork.class.getSimpleName() + ".class", TaskNetwork.NET)));
                out.write(patched(read(javaHome)));
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + jar + " for the Java in " + javaHome, e);
        }
    }

    private static byte[] read(Path javaHome) throws IOException {
        var location = Map.of("java.home", javaHome.toString());
        try (var java = FileSystems.newFileSystem(URI.create("jrt:/"), location)) {
            return Files.readAllBytes(java.getPath("modules", "java.base", NET + ".class"));
        }
    }

    private static byte[] patched(byte[] original) throws IOException {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        var methods = new int[1];
        new ClassReader(original)
                .accept(
                        new ClassVisitor(ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String generic, String[] thrown) {
                                var method = super.visitMethod(access, name, type, generic, thrown);
                                if (type.equals(SOCKET + "V") && name.equals("bind")) {
                                    methods[0]++;
                                    return new Bind(method);
                                }
                                if (type.equals(SOCKET + "I") && name.equals("connect")) {
                                    methods[0]++;
                                    return new Connect(method);
                                }
                                return method;
                            }
                        },
                        0);
        if (methods[0] != 2) {
            throw new IOException(NET + " has no bind and connect as this sandbox knows them; use a JDK 17 to 25");
        }
        return writer.toByteArray();
    }

    /** Instructions before a method's own. No local variable is added, so every frame equals the method's first. */
    private abstract static class Before extends MethodVisitor {
        private static final String INET = "java/net/InetAddress";

        Before(MethodVisitor method) {
            super(ASM9, method);
        }

        abstract void before();

        @Override
        public void visitCode() {
            super.visitCode();
            before();
        }

        /** Jumps if the address is exactly this host's, not another task's in the loopback range. */
        void ifLocalhost(Label then) {
            for (var localhost : new String[] {"127.0.0.1", "0:0:0:0:0:0:0:1"}) {
                visitLdcInsn(localhost);
                visitVarInsn(ALOAD, ADDRESS);
                visitMethodInsn(INVOKEVIRTUAL, INET, "getHostAddress", "()Ljava/lang/String;", false);
                visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "equals", "(Ljava/lang/Object;)Z", false);
                visitJumpInsn(IFNE, then);
            }
        }

        void ifTrue(String question, Label then) {
            visitVarInsn(ALOAD, ADDRESS);
            visitMethodInsn(INVOKEVIRTUAL, INET, question, "()Z", false);
            visitJumpInsn(IFNE, then);
        }

        void ownAddress() {
            visitLdcInsn(TaskNetwork.ADDRESS);
            visitMethodInsn(
                    INVOKESTATIC, "java/lang/System", "getProperty", "(Ljava/lang/String;)Ljava/lang/String;", false);
            visitMethodInsn(INVOKESTATIC, INET, "getByName", "(Ljava/lang/String;)Ljava/net/InetAddress;", false);
        }

        void label(Label label) {
            visitLabel(label);
            visitFrame(F_SAME, 0, null, 0, null);
            visitInsn(NOP);
        }
    }

    private static final class Bind extends Before {
        Bind(MethodVisitor method) {
            super(method);
        }

        @Override
        void before() {
            var own = new Label();
            var go = new Label();
            ifTrue("isAnyLocalAddress", own);
            ifLocalhost(own);
            visitJumpInsn(GOTO, go);
            label(own);
            ownAddress();
            visitVarInsn(ASTORE, ADDRESS);
            label(go);
        }
    }

    private static final class Connect extends Before {
        Connect(MethodVisitor method) {
            super(method);
        }

        @Override
        void before() {
            var own = new Label();
            var bind = new Label();
            var go = new Label();
            ifTrue("isAnyLocalAddress", own);
            ifLocalhost(own);
            ifTrue("isLoopbackAddress", bind);
            visitJumpInsn(GOTO, go);
            label(own);
            ownAddress();
            visitVarInsn(ASTORE, ADDRESS);
            label(bind);
            // A socket without an address yet takes the task's, so that the other side sees who calls.
            visitVarInsn(ALOAD, DESCRIPTOR);
            visitMethodInsn(
                    INVOKESTATIC, NET, "localAddress", "(Ljava/io/FileDescriptor;)Ljava/net/InetSocketAddress;", false);
            visitMethodInsn(INVOKEVIRTUAL, "java/net/InetSocketAddress", "getPort", "()I", false);
            visitJumpInsn(IFNE, go);
            visitVarInsn(ALOAD, 0);
            visitVarInsn(ALOAD, DESCRIPTOR);
            ownAddress();
            visitInsn(ICONST_0);
            visitMethodInsn(INVOKESTATIC, NET, "bind", SOCKET + "V", false);
            label(go);
        }
    }
}
