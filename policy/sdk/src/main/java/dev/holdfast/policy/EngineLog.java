package dev.holdfast.policy;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.util.concurrent.TimeUnit;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/**
 * The engine's own diagnostics, which a person sees below the changes.
 *
 * @param address the engine's; empty for none
 */
record EngineLog(String address) {
    void info(String message) {
        if (address.isEmpty()) {
            return;
        }
        ManagedChannel channel = OkHttpChannelBuilder.forTarget(address)
                .usePlaintext()
                .disableRetry()
                .build();
        try {
            EngineGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(5, TimeUnit.SECONDS)
                    .log(LogRequest.newBuilder()
                            .setSeverity(LogSeverity.INFO)
                            .setMessage(message)
                            .build());
        } catch (StatusRuntimeException nobodyListens) {
            // What is said here is a summary; each finding has gone its own way.
        } finally {
            channel.shutdownNow();
        }
    }
}
