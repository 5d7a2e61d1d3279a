package dev.holdfast.sandbox.provider;

import com.google.protobuf.Empty;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.DefaultVpc;
import dev.holdfast.sandbox.cloud.IdentityCenter;
import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.cloud.Resources;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;

/** A cloud in a folder, and a provider for it that is asked as the engine asks. */
final class SandboxCloud {
    static final String REGION = "eu-west-1";

    final Resources resources;
    final ControlPlane controlPlane;
    final IdentityCenter identityCenter;
    private final AwsProvider provider;

    /** What was created: the id and the outputs. */
    record Created(String id, Map<String, Object> inputs, Map<String, Object> outputs) {}

    SandboxCloud(Path directory) {
        this(directory, Map.of());
    }

    SandboxCloud(Path directory, Map<String, Behaviour> more) {
        resources = new Resources(directory);
        var organizations = new Organizations(resources);
        identityCenter = new IdentityCenter(resources, organizations);
        var behaviours = new HashMap<>(organizations.behaviours());
        behaviours.putAll(identityCenter.behaviours());
        behaviours.put(DefaultVpc.GROUP, new DefaultVpc(resources));
        behaviours.putAll(more);
        controlPlane = new ControlPlane(resources, behaviours);
        provider = new AwsProvider(controlPlane, organizations, null);
        configure(Map.of("region", REGION));
    }

    void configure(Map<String, Object> configuration) {
        var request = ConfigureRequest.newBuilder()
                .setArgs(Wire.struct(configuration))
                .build();
        SandboxCloud.<ConfigureResponse>ask(answer -> provider.configure(request, answer));
    }

    Map<String, String> checkConfig(Map<String, Object> configuration) {
        var request =
                CheckRequest.newBuilder().setNews(Wire.struct(configuration)).build();
        return failures(ask(answer -> provider.checkConfig(request, answer)));
    }

    CheckResponse check(String type, String name, Map<String, Object> before, Map<String, Object> inputs) {
        var request = CheckRequest.newBuilder()
                .setUrn(urn(type, name))
                .setName(name)
                .setOlds(Wire.struct(before))
                .setNews(Wire.struct(inputs))
                .build();
        return ask(answer -> provider.check(request, answer));
    }

    DiffResponse diff(String type, Map<String, Object> before, Map<String, Object> after) {
        return diff(type, before, before, after);
    }

    DiffResponse diff(String type, Map<String, Object> before, Map<String, Object> left, Map<String, Object> after) {
        var request = DiffRequest.newBuilder()
                .setUrn(urn(type, "one"))
                .setOlds(Wire.struct(left))
                .setOldInputs(Wire.struct(before))
                .setNews(Wire.struct(after))
                .build();
        return ask(answer -> provider.diff(request, answer));
    }

    Created create(String type, Map<String, Object> inputs) {
        return create(type, inputs, false);
    }

    Map<String, Object> preview(String type, Map<String, Object> inputs) {
        return create(type, inputs, true).outputs();
    }

    Map<String, Object> update(String type, Created before, Map<String, Object> after) {
        var request = UpdateRequest.newBuilder()
                .setUrn(urn(type, "one"))
                .setId(before.id())
                .setOlds(Wire.struct(before.outputs()))
                .setOldInputs(Wire.struct(before.inputs()))
                .setNews(Wire.struct(after))
                .build();
        UpdateResponse response = ask(answer -> provider.update(request, answer));
        return Wire.map(response.getProperties());
    }

    ReadResponse read(String type, String id) {
        var request =
                ReadRequest.newBuilder().setUrn(urn(type, "one")).setId(id).build();
        return ask(answer -> provider.read(request, answer));
    }

    void delete(String type, Created created) {
        var request = DeleteRequest.newBuilder()
                .setUrn(urn(type, "one"))
                .setId(created.id())
                .setProperties(Wire.struct(created.outputs()))
                .build();
        SandboxCloud.<Empty>ask(answer -> provider.delete(request, answer));
    }

    /** Calls a function of the provider. */
    Map<String, Object> invoke(String token, Map<String, Object> arguments) {
        var request = InvokeRequest.newBuilder()
                .setTok(token)
                .setArgs(Wire.struct(arguments))
                .build();
        InvokeResponse response = ask(answer -> provider.invoke(request, answer));
        return Wire.map(response.getReturn());
    }

    static Map<String, String> failures(CheckResponse response) {
        var failures = new HashMap<String, String>();
        response.getFailuresList().forEach(failure -> failures.put(failure.getProperty(), failure.getReason()));
        return failures;
    }

    private Created create(String type, Map<String, Object> inputs, boolean preview) {
        var request = CreateRequest.newBuilder()
                .setUrn(urn(type, "one"))
                .setName("one")
                .setProperties(Wire.struct(inputs))
                .setPreview(preview)
                .build();
        CreateResponse response = ask(answer -> provider.create(request, answer));
        return new Created(response.getId(), inputs, Wire.map(response.getProperties()));
    }

    private static String urn(String type, String name) {
        return "urn:pulumi:dev::holdfast::holdfast:stateless:Network$" + type + "::" + name;
    }

    private static <T> T ask(Consumer<StreamObserver<T>> call) {
        var answer = new AtomicReference<T>();
        var failure = new AtomicReference<RuntimeException>();
        call.accept(new StreamObserver<>() {
            @Override
            public void onNext(T value) {
                answer.set(value);
            }

            @Override
            public void onError(Throwable error) {
                failure.set((RuntimeException) error);
            }

            @Override
            public void onCompleted() {
                assert answer.get() != null;
            }
        });
        if (failure.get() != null) {
            throw failure.get();
        }
        return answer.get();
    }
}
