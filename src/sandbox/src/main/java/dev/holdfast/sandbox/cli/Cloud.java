package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cloud.LocalCloud;
import dev.holdfast.sandbox.cloud.Site;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "cloud", hidden = true, description = "Run the cloud in this process, until it is stopped.")
final class Cloud implements Callable<Integer> {
    @Option(names = "--directory", required = true, description = "Where it keeps its things.")
    private Path directory;

    @Override
    public Integer call() throws InterruptedException {
        try (var cloud = LocalCloud.start(new Site(directory.toAbsolutePath().normalize()))) {
            cloud.await();
        }
        return 0;
    }
}
