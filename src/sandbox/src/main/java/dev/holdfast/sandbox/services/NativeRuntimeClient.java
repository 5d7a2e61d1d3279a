package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * The native part of Lambda's runtime interface client for Java, which the client unpacks to one fixed file in /tmp. That
 * is private to a function on AWS, but not here; the client takes a path of ours too.
 */
final class NativeRuntimeClient {
    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeRuntimeClient() {}

    /** Unpacks it, if the image has the client, and returns the option for Java. */
    static Optional<String> unpack(Path root, Path directory) throws IOException {
        var processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (var files = Files.walk(root)) {
            var jar = files.filter(file ->
                            file.getFileName().toString().matches("aws-lambda-java-runtime-interface-client-.*jar"))
                    .findFirst();
            if (jar.isEmpty()) {
                return Optional.empty();
            }
            try (var zip = new ZipFile(jar.get().toFile())) {
                var entry = zip.getEntry("jni/libaws-lambda-jni.linux-" + processor + ".so");
                if (entry == null) {
                    return Optional.empty();
                }
                var library = directory.resolve("runtime-client.so");
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
                }
                return Optional.of("-D" + PROPERTY + "=" + library);
            }
        }
    }
}
