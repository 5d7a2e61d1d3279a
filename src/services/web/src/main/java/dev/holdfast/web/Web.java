package dev.holdfast.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service, from its start to its end. */
public final class Web {
    private static final Logger LOG = LoggerFactory.getLogger(Web.class);

    private Web() {}

    /** Starts the service as its environment says, and stops it when the process is asked to end. */
    public static void main(String[] arguments) {
        try {
            var settings = Settings.from(System.getenv());
            Features.log(System.getenv());
            var server = new Server(settings, new Messages(settings.apiUrl()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "shutdown"));
            LOG.info("Release {} listens on port {}", settings.release(), server.port());
        } catch (InvalidSettings e) {
            LOG.error(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.error("The service cannot start", e);
            System.exit(1);
        }
    }

    /** Answers what still comes, and what is under way. */
    private static void stop(Server server) {
        LOG.info("Stopping");
        server.drain();
        server.close();
        LOG.info("Stopped");
    }
}
