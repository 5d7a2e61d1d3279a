package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.Report;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pulumirpc.EngineGrpc.EngineBlockingStub;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/** Shows what happens to a resource in the line that {@code pulumi up} has for it. */
record EngineReport(EngineBlockingStub engine, String urn) implements Report {
    private static final Logger LOG = LoggerFactory.getLogger(EngineReport.class);

    @Override
    public void info(String message) {
        log(LogSeverity.INFO, message, true);
    }

    @Override
    public void warn(String message) {
        log(LogSeverity.WARNING, message, false);
    }

    /** An engine that is gone, or never said where it is, is no reason to fail an operation. */
    private void log(LogSeverity severity, String message, boolean ephemeral) {
        LOG.info("{}: {}", urn, message);
        if (engine == null) {
            return;
        }
        var request = LogRequest.newBuilder()
                .setSeverity(severity)
                .setMessage(message)
                .setUrn(urn)
                .setEphemeral(ephemeral)
                .build();
        try {
            engine.withDeadlineAfter(5, TimeUnit.SECONDS).log(request);
        } catch (StatusRuntimeException e) {
            LOG.debug("the engine does not take messages: {}", e.getStatus());
        }
    }
}
