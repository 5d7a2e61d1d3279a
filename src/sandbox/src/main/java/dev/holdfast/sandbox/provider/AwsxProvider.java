package dev.holdfast.sandbox.provider;

import com.google.protobuf.Empty;
import dev.holdfast.sandbox.cloud.AwsException;
import io.grpc.stub.StreamObserver;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Provider.ConstructResponse;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.ResourceMonitorGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** The plugin {@code awsx}: components that register AWS resources with Pulumi's engine. */
final class AwsxProvider extends ResourceProviderImplBase {
    private static final String VERSION = "2.22.0";

    private final Answers answers = new Answers();

    /** The engine asks of components that they take secrets; nothing that a network is made of is one. */
    @Override
    public void handshake(ProviderHandshakeRequest request, StreamObserver<ProviderHandshakeResponse> answer) {
        answers.give(
                answer,
                () -> ProviderHandshakeResponse.newBuilder()
                        .setAcceptSecrets(true)
                        .build());
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> answer) {
        answers.give(answer, () -> PluginInfo.newBuilder().setVersion(VERSION).build());
    }

    @Override
    public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> answer) {
        answers.give(
                answer,
                () -> CheckResponse.newBuilder().setInputs(request.getNews()).build());
    }

    @Override
    public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> answer) {
        answers.give(answer, DiffResponse::getDefaultInstance);
    }

    @Override
    public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> answer) {
        answers.give(
                answer,
                () -> ConfigureResponse.newBuilder().setAcceptSecrets(true).build());
    }

    @Override
    public void construct(ConstructRequest request, StreamObserver<ConstructResponse> answer) {
        answers.give(answer, "constructing " + request.getType() + " (" + request.getName() + ")", () -> {
            if (!request.getType().equals("awsx:ec2:Vpc")) {
                throw new AwsException(
                        "NotInThisCloud",
                        "the sandbox has no " + request.getType()
                                + "; of awsx it has awsx:ec2:Vpc, and AwsxProvider in src/sandbox is where to add one");
            }
            var channel = PluginListener.channel(request.getMonitorEndpoint());
            try {
                return new AwsxVpc(request, ResourceMonitorGrpc.newBlockingStub(channel)).construct();
            } finally {
                channel.shutdown();
            }
        });
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> answer) {
        answers.interrupt();
        answers.give(answer, Empty::getDefaultInstance);
    }
}
