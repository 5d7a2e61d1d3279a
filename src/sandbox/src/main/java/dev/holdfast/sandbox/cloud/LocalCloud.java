package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.provider.ControlPlane;
import dev.holdfast.sandbox.provider.PluginListener;
import dev.holdfast.sandbox.services.AwsServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cloud of one sandbox, in this process: resources, the services behind them, the plugins' listener and a control
 * port. What it holds survives its end; {@link Site#address()} exists for as long as it can be reached.
 */
public final class LocalCloud implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCloud.class);

    private final Site site;
    private final FileLock lock;
    private final Resources resources;
    private final Events events;
    private final AwsServices services;
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final PluginListener plugins;
    private final ControlServer control;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LocalCloud(Site site) throws IOException {
        this.site = site;
        this.lock = lock(site);
        this.resources = new Resources(site.resources());
        this.events = new Events(site.events());
        this.services = new AwsServices(site, resources, events);
        var organizations = new Organizations(resources);
        behaviours.putAll(services.behaviours());
        var identityCenter = new IdentityCenter(resources, organizations);
        behaviours.putAll(organizations.behaviours());
        behaviours.putAll(identityCenter.behaviours());
        behaviours.put(DefaultVpc.GROUP, new DefaultVpc(resources));
        behaviours.putAll(new SecurityServices(resources).behaviours());
        var controlPlane = new ControlPlane(resources, behaviours);
        this.plugins = new PluginListener(controlPlane, organizations);
        this.control = new ControlServer(
                new Status(resources, organizations, behaviours, events),
                services,
                organizations.console(),
                identityCenter,
                controlPlane.unclaimed(),
                this::close);
    }

    /**
     * Starts the cloud and brings back what ran when it last stopped. A SIGTERM closes it.
     *
     * @throws IllegalStateException if a cloud runs there already
     * @throws UncheckedIOException naming what cannot be read or listened on
     */
    public static LocalCloud start(Site site) {
        try {
            var cloud = new LocalCloud(site);
            Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "stop"));
            cloud.tellOfTheLastEnd();
            cloud.each("bring back", (resource, behaviour) -> behaviour.resume(resource));
            cloud.announce();
            return cloud;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the cloud in " + site.directory(), e);
        }
    }

    /** Waits until the cloud is closed. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /** Stops what runs and keeps what is needed to bring it back. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        LOG.info("stopping");
        try {
            Files.deleteIfExists(site.address());
            plugins.close();
            each("suspend", (resource, behaviour) -> behaviour.suspend(resource));
            services.close();
            control.close();
            events.tell("", "cloud", "stopped in order; all data is kept");
            Files.deleteIfExists(site.running());
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.warn("the cloud did not stop cleanly", e);
        } finally {
            closed.countDown();
        }
    }

    /** One resource that fails is no reason to leave out the others. */
    private void each(String doing, BiConsumer<Resource, Behaviour> step) {
        for (var resource : resources.all()) {
            var behaviour = behaviours.get(resource.type());
            try {
                if (behaviour != null) {
                    step.accept(resource, behaviour);
                }
            } catch (RuntimeException e) {
                LOG.error("cannot {} {}", doing, resource, e);
            }
        }
    }

    /** The marker goes when a cloud stops in order, and stays when it is killed or the machine goes down. */
    private void tellOfTheLastEnd() throws IOException {
        var killed = Files.exists(site.running());
        events.tell(
                "",
                "cloud",
                killed
                        ? "started again: the last one was killed, or the machine went down; what it held comes back"
                        : "started");
        WholeFile.write(site.running(), new byte[0]);
    }

    private void announce() throws IOException {
        var address =
                Map.of("pid", ProcessHandle.current().pid(), "control", control.port(), "plugins", plugins.port());
        WholeFile.write(site.address(), new ObjectMapper().writeValueAsBytes(address));
        LOG.info("ready: {}", address);
    }

    private static FileLock lock(Site site) throws IOException {
        var file = site.lock();
        Files.createDirectories(file.getParent());
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("the other cloud is in this very process", e);
        }
        if (lock == null) {
            channel.close();
            throw new IllegalStateException(
                    "a cloud runs in " + site.directory() + " already; stop it with ./sandbox down");
        }
        // For whoever has to end it and cannot reach it.
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(
                Long.toString(ProcessHandle.current().pid())));
        return lock;
    }
}
