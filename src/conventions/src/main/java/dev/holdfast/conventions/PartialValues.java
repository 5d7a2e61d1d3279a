package dev.holdfast.conventions;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelProvider;
import io.grpc.ManagedChannelRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.Set;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * Has a program told which properties of a resource are not known yet. Pulumi's Java SDK 1.36 does not ask for them, so the
 * engine leaves them out of its answer, and the SDK makes values of them that depend on nothing: what a preview then says of
 * dependencies lacks all that go through an unknown value, such as the ARN of what is to be created. A saved plan of such
 * a preview cannot be applied ("violates plan: dependencies changed"), and rules about the graph have to guess. The SDK
 * reads the properties well when it gets them.
 */
public final class PartialValues {
    /** gRPC's own transport has 5; the greatest is taken. */
    private static final int PRIORITY = 9;

    private PartialValues() {}

    /** Makes every later connection of this JVM to the engine ask for them: call it before the program starts. */
    public static void ask() {
        ManagedChannelRegistry.getDefaultRegistry().register(new Transport());
    }

    /** gRPC's own transport, with the interceptor. */
    private static final class Transport extends ManagedChannelProvider {
        @Override
        protected boolean isAvailable() {
            return true;
        }

        @Override
        protected int priority() {
            return PRIORITY;
        }

        @Override
        protected Collection<Class<? extends SocketAddress>> getSupportedSocketAddressTypes() {
            return Set.of(InetSocketAddress.class);
        }

        @Override
        protected ManagedChannelBuilder<?> builderForAddress(String name, int port) {
            return NettyChannelBuilder.forAddress(name, port).intercept(new Asking());
        }

        @Override
        protected ManagedChannelBuilder<?> builderForTarget(String target) {
            return NettyChannelBuilder.forTarget(target).intercept(new Asking());
        }
    }

    /** Asks with each registration of a resource. */
    static final class Asking implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void sendMessage(Q message) {
                    super.sendMessage(asking(message));
                }
            };
        }

        /** The same message, which asks; any other as it is. */
        @SuppressWarnings("unchecked") // The builder of a registration builds a registration.
        static <Q> Q asking(Q message) {
            return message instanceof RegisterResourceRequest registration
                    ? (Q) registration.toBuilder()
                            .setSupportsPartialValues(true)
                            .build()
                    : message;
        }
    }
}
