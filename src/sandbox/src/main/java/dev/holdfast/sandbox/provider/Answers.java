package dev.holdfast.sandbox.provider;

import com.google.protobuf.Any;
import dev.holdfast.sandbox.cloud.AwsException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers gRPC calls, with failures worded as the AWS provider words them. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    /** Where gRPC expects a status with details. */
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    /** The resource exists, but is not ready: the engine keeps it, and says so. */
    static final class InitFailed extends RuntimeException {
        private final transient Any details;

        InitFailed(String reason, Any details) {
            super(reason);
            this.details = details;
        }
    }

    <T> void give(StreamObserver<T> observer, Supplier<T> work) {
        give(observer, "", work);
    }

    /**
     * @param doing what is being done, for failures: {@code creating EC2 Subnet (public)}
     */
    <T> void give(StreamObserver<T> observer, String doing, Supplier<T> work) {
        working.add(Thread.currentThread());
        try {
            observer.onNext(work.get());
            observer.onCompleted();
        } catch (AwsException e) {
            var message = e.code().equals("AccountNotAllowed") ? e.getMessage() : e.code() + ": " + e.getMessage();
            fail(observer, doing.isEmpty() ? message : doing + ": operation error: " + message, new Metadata());
        } catch (InitFailed e) {
            var message = doing + ": " + e.getMessage();
            var trailers = new Metadata();
            trailers.put(
                    DETAILS,
                    com.google.rpc.Status.newBuilder()
                            .setCode(Status.UNKNOWN.getCode().value())
                            .setMessage(message)
                            .addDetails(e.details)
                            .build()
                            .toByteArray());
            fail(observer, message, trailers);
        } catch (StatusRuntimeException e) {
            // The engine's own word, when a component's child failed or the update was cancelled.
            fail(observer, doing + ": " + e.getStatus().getDescription(), new Metadata());
        } catch (RuntimeException e) {
            LOG.error("{} failed", doing, e);
            fail(observer, doing + ": the sandbox itself failed, see its cloud.log: " + e, new Metadata());
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    /** Interrupts all that is being worked on. */
    void interrupt() {
        working.forEach(Thread::interrupt);
    }

    private static void fail(StreamObserver<?> observer, String message, Metadata trailers) {
        observer.onError(Status.UNKNOWN.withDescription(message).asRuntimeException(trailers));
    }
}
