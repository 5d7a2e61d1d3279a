package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The HTTP side of all load balancers: a port for each listener, and the way of each request to a target. */
final class HttpFrontend extends ProxyHandler.Reverse implements AutoCloseable {
    private static final String TARGET = HttpFrontend.class.getName();

    /** ALB's idle timeout. */
    private static final long IDLE_MILLIS = 60_000;

    private final Resources resources;
    private final TargetGroups groups;
    private final LoadBalancerNetwork network;
    private final Server server = new Server();
    private final Map<String, ServerConnector> connectors = new ConcurrentHashMap<>();

    HttpFrontend(Resources resources, TargetGroups groups, LoadBalancerNetwork network) {
        super(request -> {
            var target = (TargetGroup.Target) request.getAttribute(TARGET);
            return HttpURI.build(request.getHttpURI())
                    .scheme("http")
                    .host(target.address)
                    .port(target.port);
        });
        this.resources = resources;
        this.groups = groups;
        this.network = network;
        server.setHandler(this);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the load balancers' server", e);
        }
    }

    /** Opens the port of a listener, with TLS where it has some. */
    void open(String listener, int port, Optional<SslContextFactory.Server> tls) throws IOException {
        var door = new Door();
        door.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
        var connector = tls.map(secure ->
                        new ServerConnector(server, new SslConnectionFactory(secure, door.getProtocol()), door))
                .orElseGet(() -> new ServerConnector(server, door));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setName(listener);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.open();
        try {
            connector.start();
        } catch (Exception e) {
            connector.close();
            throw new IOException(e);
        }
        server.addConnector(connector);
        connectors.put(listener, connector);
    }

    void close(String listener) {
        var connector = connectors.remove(listener);
        if (connector != null) {
            server.removeConnector(connector);
            try {
                connector.stop();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close port " + connector.getPort(), e);
            }
        }
    }

    /** Nothing here waits, so the thread that read a request may send it on: to wake another costs more than that. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var listener =
                resources.byArn(request.getConnectionMetaData().getConnector().getName());
        if (listener.isEmpty()) {
            Response.writeError(request, response, callback, 503, "this listener is not ready yet");
            return true;
        }
        var action = ListenerAction.of(resources, listener.get(), request);
        if (!action.type().equals("forward")) {
            action.answer(request, response, callback, port -> local(listener.get(), port));
            return true;
        }
        var target = groups.get(action.targetGroup()).next();
        if (target.isEmpty()) {
            Response.writeError(request, response, callback, 503, "no target is registered");
            return true;
        }
        var refused = network.refusalTo(listener.get(), target.get().address, target.get().port);
        if (refused.isPresent()) {
            Response.writeError(request, response, callback, 504, refused.get());
            return true;
        }
        request.setAttribute(TARGET, target.get());
        target.get().begin();
        Request.addCompletionListener(request, failure -> target.get().end());
        return super.handle(request, response, callback);
    }

    /** The port of this machine that stands for one of the load balancer's; the same where there is none. */
    private String local(Resource listener, String port) {
        return resources
                .beside(listener, dev.holdfast.sandbox.services.Listener.TYPE)
                .filter(one -> one.text("loadBalancerArn").equals(listener.text("loadBalancerArn")))
                .filter(one -> String.valueOf(one.number("port", 0)).equals(port))
                .findFirst()
                .map(one -> String.valueOf(one.number(LoadBalancer.PORT, 0)))
                .orElse(port);
    }

    /** Ends a connection that the network refuses without an answer: in AWS it would never have come about. */
    private final class Door extends HttpConnectionFactory {
        @Override
        public Connection newConnection(Connector connector, EndPoint client) {
            var connection = super.newConnection(connector, client);
            var address = ((InetSocketAddress) client.getRemoteSocketAddress()).getAddress();
            resources
                    .byArn(connector.getName())
                    .flatMap(listener -> network.refusalFrom(address.getHostAddress(), listener))
                    .ifPresent(refusal -> client.close());
            return connection;
        }
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        // What a request needs on both sides comes from one place, instead of a second pool of threads.
        client.setExecutor(server.getThreadPool());
        client.setScheduler(server.getScheduler());
        client.setByteBufferPool(server.getByteBufferPool());
        client.setBindAddress(new InetSocketAddress(Addresses.CLOUD, 0));
        client.setIdleTimeout(IDLE_MILLIS);
        client.setMaxConnectionsPerDestination(1024);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toTarget) {
        var known = request.getHeaders().get("X-Forwarded-For");
        var client = Request.getRemoteAddr(request);
        toTarget.headers(headers -> headers.put("X-Forwarded-For", known == null ? client : known + ", " + client)
                .put("X-Forwarded-Proto", request.getHttpURI().getScheme())
                .put("X-Forwarded-Port", String.valueOf(Request.getLocalPort(request))));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the load balancers' server", e);
        }
    }
}
