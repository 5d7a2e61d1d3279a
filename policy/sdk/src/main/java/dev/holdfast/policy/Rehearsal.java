package dev.holdfast.policy;

import com.google.protobuf.Empty;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerProviderResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions.CustomTimeouts;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;

/**
 * A pack is asked all that the engine would ask it, over a socket, and nobody hears the answers. The JVM that runs it can
 * then keep the classes that a run needs (class-data sharing), so that the next start is fast.
 */
final class Rehearsal {
    private static final String URN = "urn:pulumi:rehearsal::rehearsal::";
    private static final int SECONDS = 60;

    private Rehearsal() {}

    static void of(Supplier<PolicyPack> made) throws IOException, InterruptedException {
        var pack = made.get();
        var loopback = InetAddress.getLoopbackAddress();
        var engine = OkHttpServerBuilder.forPort(new InetSocketAddress(loopback, 0), InsecureServerCredentials.create())
                .build()
                .start();
        var server = PolicyServer.start(pack, loopback.getHostAddress() + ":" + engine.getPort());
        ManagedChannel channel = OkHttpChannelBuilder.forAddress(loopback.getHostAddress(), server.getPort())
                .usePlaintext()
                .build();
        try {
            ask(pack, AnalyzerGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS));
        } catch (StatusRuntimeException refused) {
            // A pack may refuse what is made up; what was loaded up to then is kept.
        } finally {
            channel.shutdownNow();
            engine.shutdownNow();
            server.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
        }
    }

    private static void ask(PolicyPack pack, AnalyzerGrpc.AnalyzerBlockingStub stub) {
        stub.handshake(AnalyzerHandshakeRequest.getDefaultInstance());
        stub.configureStack(AnalyzerStackConfigureRequest.newBuilder()
                .setProject("rehearsal")
                .setStack("rehearsal")
                .setDryRun(true)
                .build());
        stub.getPluginInfo(Empty.getDefaultInstance());
        var settings = ConfigureAnalyzerRequest.newBuilder();
        stub.getAnalyzerInfo(Empty.getDefaultInstance())
                .getPoliciesList()
                .forEach(policy -> settings.putPolicyConfig(
                        policy.getName(),
                        PolicyConfig.newBuilder()
                                .setEnforcementLevel(policy.getEnforcementLevel())
                                .build()));
        stub.configure(settings.build());

        var properties = Wire.wire(Map.of(
                        "id",
                        "rehearsal",
                        // What IAM, KMS and S3 call a policy.
                        "policy",
                        "{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}], \"Number\": 1}",
                        "later",
                        Value.UNKNOWN,
                        "secret",
                        Value.secret(Map.of("number", 1)),
                        "list",
                        List.of(true)))
                .getStructValue();
        var options = AnalyzerResourceOptions.newBuilder()
                .setCustomTimeouts(CustomTimeouts.getDefaultInstance())
                .setParent(URN + "pulumi:pulumi:Stack::rehearsal")
                .build();
        var provider = AnalyzerProviderResource.newBuilder()
                .setUrn(URN + "pulumi:providers:rehearsal::rehearsal")
                .setProperties(properties)
                .build();
        var stack = AnalyzeStackRequest.newBuilder();
        for (var rule : pack.described()) {
            if (rule.policy() instanceof ResourcePolicy) {
                for (var type : rule.types().tokens()) {
                    var resource = AnalyzeRequest.newBuilder()
                            .setUrn(URN + type + "::rehearsal")
                            .setType(type)
                            .setName("rehearsal")
                            .setProperties(properties)
                            .setOptions(options)
                            .setProvider(provider)
                            .build();
                    stub.remediate(resource);
                    stub.analyze(resource);
                    stack.addResources(AnalyzerResource.newBuilder()
                            .setUrn(resource.getUrn())
                            .setType(type)
                            .setName("rehearsal")
                            .setProperties(properties)
                            .setOptions(options)
                            .setProvider(provider)
                            .putPropertyDependencies("later", AnalyzerPropertyDependencies.getDefaultInstance()));
                }
            }
        }
        stub.analyzeStack(stack.build());
        stub.cancel(Empty.getDefaultInstance());
    }
}
