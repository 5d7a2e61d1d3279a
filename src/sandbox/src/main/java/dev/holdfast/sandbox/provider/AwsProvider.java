package dev.holdfast.sandbox.provider;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.provider.ControlPlane.Caller;
import dev.holdfast.sandbox.provider.ControlPlane.Outcome;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import pulumirpc.EngineGrpc.EngineBlockingStub;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.ErrorResourceInitFailed;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** The plugin {@code aws} for one connection of Pulumi's engine: one provider instance with its own configuration. */
final class AwsProvider extends ResourceProviderImplBase {
    static final String VERSION = "6.83.0";

    private final ControlPlane controlPlane;
    private final Organizations organizations;
    private final EngineBlockingStub engine;
    private final Answers answers = new Answers();
    private volatile Caller caller = new Caller("", "", Map.of());

    /**
     * @param engine takes what is reported of operations; may be null
     */
    AwsProvider(ControlPlane controlPlane, Organizations organizations, EngineBlockingStub engine) {
        this.controlPlane = controlPlane;
        this.organizations = organizations;
        this.engine = engine;
    }

    /** Refuses secrets, outputs and resource references: the engine sends their plain values instead. */
    @Override
    public void handshake(ProviderHandshakeRequest request, StreamObserver<ProviderHandshakeResponse> answer) {
        answers.give(answer, ProviderHandshakeResponse::getDefaultInstance);
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> answer) {
        answers.give(answer, () -> PluginInfo.newBuilder().setVersion(VERSION).build());
    }

    @Override
    public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> answer) {
        answers.give(answer, () -> {
            var response = CheckResponse.newBuilder().setInputs(request.getNews());
            ProviderConfiguration.check(
                    ProviderConfiguration.decode(Wire.map(request.getNews())), failures(response, "the provider"));
            return response.build();
        });
    }

    /** A provider instance is never replaced: a new configuration only says who asks from now on. */
    @Override
    public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> answer) {
        answers.give(answer, () -> {
            var before = Wire.map(request.getOldInputs());
            var changed = !before.equals(Wire.map(request.getNews()));
            return DiffResponse.newBuilder()
                    .setChanges(changed ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE)
                    .build();
        });
    }

    @Override
    public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> answer) {
        answers.give(answer, () -> {
            caller = ProviderConfiguration.caller(
                    ProviderConfiguration.decode(Wire.map(request.getArgs())), organizations);
            return ConfigureResponse.newBuilder().setSupportsPreview(true).build();
        });
    }

    @Override
    public void check(CheckRequest request, StreamObserver<CheckResponse> answer) {
        answers.give(answer, () -> {
            var token = type(request.getUrn());
            var inputs = named(token, request, Wire.map(request.getNews()));
            var response = CheckResponse.newBuilder().setInputs(Wire.struct(inputs));
            controlPlane.catalogue().check(token, inputs, failures(response, token));
            return response.build();
        });
    }

    @Override
    public void diff(DiffRequest request, StreamObserver<DiffResponse> answer) {
        answers.give(answer, () -> {
            var token = type(request.getUrn());
            var after = Wire.map(request.getNews());
            var olds = Wire.map(request.getOlds());
            var before = Difference.asLeft(Wire.map(request.getOldInputs()), olds);
            var difference = new Difference(controlPlane.catalogue(), token, before, after);
            var tagsAll = controlPlane.outputs().settled(token, caller, after).get("tagsAll");
            return difference.response(olds.get("tagsAll"), tagsAll);
        });
    }

    @Override
    public void create(CreateRequest request, StreamObserver<CreateResponse> answer) {
        var token = type(request.getUrn());
        var inputs = Wire.map(request.getProperties());
        answers.give(answer, "creating " + noun(token) + " (" + request.getName() + ")", () -> {
            if (request.getPreview()) {
                var planned = controlPlane.outputs().planned(token, caller, inputs);
                return CreateResponse.newBuilder()
                        .setProperties(Wire.struct(planned))
                        .build();
            }
            var outcome = controlPlane.create(token, caller, known(inputs), request.getUrn(), report(request.getUrn()));
            failIfIncomplete(outcome);
            return CreateResponse.newBuilder()
                    .setId(outcome.resource().id())
                    .setProperties(Wire.struct(shown(outcome.resource())))
                    .build();
        });
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ReadResponse> answer) {
        var token = type(request.getUrn());
        answers.give(
                answer,
                "reading " + noun(token) + " (" + request.getId() + ")",
                () -> controlPlane
                        .read(token, caller, request.getId())
                        .map(found -> ReadResponse.newBuilder()
                                .setId(found.id())
                                .setProperties(Wire.struct(shown(found)))
                                .setInputs(Wire.struct(drifted(found)))
                                .build())
                        .orElse(ReadResponse.getDefaultInstance()));
    }

    @Override
    public void update(UpdateRequest request, StreamObserver<UpdateResponse> answer) {
        var token = type(request.getUrn());
        var inputs = Wire.map(request.getNews());
        answers.give(answer, "updating " + noun(token) + " (" + request.getId() + ")", () -> {
            if (request.getPreview()) {
                var planned = controlPlane
                        .outputs()
                        .changed(token, caller, Wire.map(request.getOlds()), Wire.map(request.getOldInputs()), inputs);
                return UpdateResponse.newBuilder()
                        .setProperties(Wire.struct(planned))
                        .build();
            }
            var outcome = controlPlane.update(token, caller, request.getId(), known(inputs), report(request.getUrn()));
            failIfIncomplete(outcome);
            return UpdateResponse.newBuilder()
                    .setProperties(Wire.struct(shown(outcome.resource())))
                    .build();
        });
    }

    @Override
    public void delete(DeleteRequest request, StreamObserver<Empty> answer) {
        var token = type(request.getUrn());
        answers.give(answer, "deleting " + noun(token) + " (" + request.getId() + ")", () -> {
            controlPlane.delete(token, caller, request.getId(), report(request.getUrn()));
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void invoke(InvokeRequest request, StreamObserver<InvokeResponse> answer) {
        answers.give(
                answer,
                "calling " + request.getTok(),
                () -> InvokeResponse.newBuilder()
                        .setReturn(Wire.struct(new Functions(controlPlane)
                                .call(request.getTok(), caller, Wire.map(request.getArgs()))))
                        .build());
    }

    /** Interrupts what is being waited for. */
    @Override
    public void cancel(Empty request, StreamObserver<Empty> answer) {
        answers.interrupt();
        answers.give(answer, Empty::getDefaultInstance);
    }

    /** Gives a resource without a name its own and a random end, as Pulumi does. */
    private Map<String, Object> named(String token, CheckRequest request, Map<String, Object> inputs) {
        var property = controlPlane.catalogue().type(token).autoName();
        if (property == null || inputs.containsKey(property) || inputs.containsKey(property + "Prefix")) {
            return inputs;
        }
        var named = new HashMap<>(inputs);
        var before = Wire.map(request.getOlds()).get(property);
        var random = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000000, 0x10000000));
        named.put(property, before == null ? request.getName() + "-" + random : before);
        named.put("__defaults", List.of(property));
        return named;
    }

    /** The inputs that describe what the resource is now, so that a refresh shows what drifted. */
    private static Map<String, Object> drifted(Resource found) {
        var inputs = new HashMap<>(found.inputs());
        inputs.replaceAll((name, value) -> found.outputs().getOrDefault(name, value));
        return inputs;
    }

    private static Map<String, Object> shown(Resource resource) {
        var shown = new HashMap<>(resource.outputs());
        shown.keySet().removeIf(name -> name.startsWith("_"));
        return shown;
    }

    /** Outside a preview everything is known, or the engine is at fault. */
    private static Map<String, Object> known(Map<String, Object> inputs) {
        inputs.forEach((name, value) -> {
            if (Wire.hasUnknown(value)) {
                throw new AwsException("InvalidRequest", "'" + name + "' is unknown although this is no preview");
            }
        });
        return inputs;
    }

    private static void failIfIncomplete(Outcome outcome) {
        outcome.incomplete().ifPresent(reason -> {
            throw new Answers.InitFailed(
                    reason,
                    Any.pack(
                            ErrorResourceInitFailed.newBuilder()
                                    .setId(outcome.resource().id())
                                    .setProperties(Wire.struct(shown(outcome.resource())))
                                    .setInputs(Wire.struct(outcome.resource().inputs()))
                                    .addReasons(reason)
                                    .build(),
                            "type.googleapis.com/"));
        });
    }

    private static BiConsumer<String, String> failures(CheckResponse.Builder response, String of) {
        return (path, reason) -> response.addFailures(
                CheckFailure.newBuilder().setProperty(path).setReason("\"" + path + "\" of " + of + " " + reason));
    }

    private Report report(String urn) {
        return new EngineReport(engine, urn);
    }

    private String noun(String token) {
        var type = controlPlane.catalogue().types().get(token);
        return type == null ? token : type.noun();
    }

    /** The type in a URN, {@code urn:pulumi:stack::project::parents$type::name}. */
    private static String type(String urn) {
        var parts = urn.split("::", 4);
        return parts[2].substring(parts[2].lastIndexOf('$') + 1);
    }
}
