package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.TestNetwork.EGRESS;
import static dev.holdfast.sandbox.services.TestNetwork.INGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.network.NetworkInterface;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerTest {
    private static final String LISTENER = TestCloud.arn(Listener.TYPE, "http");

    @TempDir
    Path directory;

    private TestCloud cloud;
    private String url;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory);
        url = cloud.loadBalancer();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void answers503WhileNoTargetIsRegistered() throws Exception {
        assertThat(TestCloud.get(url + "/").statusCode()).isEqualTo(503);
    }

    @Test
    void followsTheRuleOfTheLowestPriorityNumberThatTakesTheRequest() throws Exception {
        rule("later", 20, path("/api/*"), fixed("later"));
        rule("first", 10, path("/api/?"), fixed("first"));

        assertThat(TestCloud.get(url + "/api/1").body()).isEqualTo("first");
        assertThat(TestCloud.get(url + "/api/12").body()).isEqualTo("later");
        assertThat(TestCloud.get(url + "/API/1").statusCode()).isEqualTo(503);
    }

    @Test
    void followsARuleOnlyIfAllItsConditionsHold() throws Exception {
        cloud.create(
                ListenerRule.TYPE,
                "both",
                Map.of(
                        "listenerArn",
                        LISTENER,
                        "priority",
                        1,
                        "conditions",
                        List.of(path("/*"), Map.of("hostHeader", Map.of("values", List.of("*.example.com")))),
                        "actions",
                        List.of(fixed("both"))));

        assertThat(TestCloud.get(url + "/").statusCode()).isEqualTo(503);
    }

    @Test
    void redirectsToWhatTheRuleSays() throws Exception {
        rule(
                "move",
                1,
                path("/old"),
                Map.of("type", "redirect", "redirect", Map.of("path", "/new/#{path}", "statusCode", "HTTP_301")));

        var answer = TestCloud.get(url + "/old?a=b");

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains(url + "/new/old?a=b");
    }

    @Test
    void tellsTheTargetWhoAsked() throws Exception {
        var target = target(exchange -> {
            var headers = exchange.getRequestHeaders();
            return headers.getFirst("Host") + " " + headers.getFirst("X-Forwarded-For") + " "
                    + headers.getFirst("X-Forwarded-Proto") + " " + headers.getFirst("X-Forwarded-Port");
        });

        var answer = TestCloud.get(url + "/", "X-Forwarded-For", "203.0.113.1").body();

        var port = URI.create(url).getPort();
        assertThat(answer).isEqualTo("localhost:" + port + " 203.0.113.1, 127.0.0.1 http " + port);
        target.stop(0);
    }

    @Test
    void hasAnOwnPortForASecondListener() throws Exception {
        cloud.network.rule(INGRESS, "second", "sg-balancer", 8080, Map.of("cidrIpv4", "0.0.0.0/0"));
        var second = cloud.create(
                Listener.TYPE,
                "second",
                Map.of(
                        "loadBalancerArn",
                        TestCloud.arn(LoadBalancer.TYPE, "web"),
                        "port",
                        8080,
                        "protocol",
                        "HTTP",
                        "defaultActions",
                        List.of(fixed("second"))));

        var port = second.number(LoadBalancer.PORT, 0);
        assertThat(port).isNotEqualTo(URI.create(url).getPort());
        assertThat(TestCloud.get("http://localhost:" + port + "/").body()).isEqualTo("second");
    }

    @Test
    void refusesACertificateThatIsNotIssued() {
        var certificate = cloud.create(
                AcmCertificate.TYPE,
                "certificate",
                Map.of("domainName", "web.example.com", "status", "PENDING_VALIDATION"));

        assertThatThrownBy(() -> https(certificate, "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("PENDING_VALIDATION, and must be ISSUED");
    }

    @Test
    void speaksTlsWithItsCertificateAndTheVersionsOfItsPolicy() throws Exception {
        var https = https(issued(), "ELBSecurityPolicy-TLS13-1-3-2021-06");

        assertThat(handshake(https, "TLSv1.3", "web.example.com")).isEqualTo("TLSv1.3");
        assertThatThrownBy(() -> handshake(https, "TLSv1.2", "web.example.com")).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> handshake(https, "TLSv1.3", "other.example.com"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("other.example.com");
    }

    @Test
    void leavesTheLoadBalancersPortToHttp() {
        var https = https(issued(), "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");

        assertThat(https.number(LoadBalancer.PORT, 0))
                .isNotEqualTo(URI.create(url).getPort());
    }

    @Test
    void redirectsToThePortOfThisMachineThatStandsForTheOther() throws Exception {
        var https = https(issued(), "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
        rule(
                "move",
                1,
                path("/*"),
                Map.of(
                        "type",
                        "redirect",
                        "redirect",
                        Map.of("protocol", "HTTPS", "port", "443", "statusCode", "HTTP_301")));

        assertThat(TestCloud.get(url + "/a?b=c").headers().firstValue("Location"))
                .contains("https://localhost:" + https.number(LoadBalancer.PORT, 0) + "/a?b=c");
    }

    private Resource issued() {
        return cloud.create(
                AcmCertificate.TYPE, "certificate", Map.of("domainName", "web.example.com", "status", "ISSUED"));
    }

    private Resource https(Resource certificate, String policy) {
        cloud.network.rule(INGRESS, "https", "sg-balancer", 443, Map.of("cidrIpv4", "0.0.0.0/0"));
        return cloud.create(
                Listener.TYPE,
                "https",
                Map.of(
                        "loadBalancerArn",
                        TestCloud.arn(LoadBalancer.TYPE, "web"),
                        "port",
                        443,
                        "protocol",
                        "HTTPS",
                        "sslPolicy",
                        policy,
                        "certificateArn",
                        certificate.arn().orElseThrow(),
                        "defaultActions",
                        List.of(fixed("secure"))));
    }

    /** The version of TLS that client and listener agree on, where the client knows one and asks for a host. */
    private String handshake(Resource listener, String version, String host) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(cloud.site.authority())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        trust.init(store);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        var plain = new Socket("localhost", listener.number(LoadBalancer.PORT, 0));
        try (var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, 443, true)) {
            var parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @Test
    void keepsItsPortWhenTheCloudStartsAgainAndSaysWhenItIsTaken() throws Exception {
        var listener = cloud.resources.byArn(LISTENER).orElseThrow();
        var port = listener.number(LoadBalancer.PORT, 0);
        cloud.close();
        try (var other = new ServerSocket()) {
            other.setReuseAddress(true);
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            cloud = new TestCloud(directory);
            cloud.resume();
            await().until(() -> cloud.describe(listener).contains("is taken by another program"));
        }

        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> TestCloud.get(url + "/").statusCode() == 503);
    }

    @Test
    void passesABodyOn() throws Exception {
        var target = target(exchange -> exchange.getRequestMethod() + " "
                + new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));

        var request = HttpRequest.newBuilder(URI.create(url + "/"))
                .POST(HttpRequest.BodyPublishers.ofString("hello"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("POST hello");
        target.stop(0);
    }

    private HttpServer target(Answer answer) throws IOException {
        var network = new NetworkInterface(
                "target",
                TestCloud.ACCOUNT,
                TestCloud.REGION,
                "subnet-1",
                List.of("sg-app"),
                "10." + ThreadLocalRandom.current().nextInt(128, 255) + ".88.4");
        var server = HttpServer.create(new InetSocketAddress(network.loopback(), 0), 0);
        server.createContext("/", exchange -> {
            var bytes = answer.to(exchange).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        var port = server.getAddress().getPort();
        cloud.interfaces.adopt(network);
        cloud.network.rule(EGRESS, "target", "sg-balancer", port, Map.of("referencedSecurityGroupId", "sg-app"));
        cloud.network.rule(INGRESS, "target", "sg-app", port, Map.of("referencedSecurityGroupId", "sg-balancer"));
        cloud.groups.get(TestCloud.arn(TargetGroup.TYPE, "web")).register(network.loopback(), port);
        return server;
    }

    private interface Answer {
        String to(com.sun.net.httpserver.HttpExchange exchange) throws IOException;
    }

    private void rule(String id, int priority, Map<String, Object> condition, Map<String, Object> action) {
        cloud.create(
                ListenerRule.TYPE,
                id,
                Map.of(
                        "listenerArn",
                        LISTENER,
                        "priority",
                        priority,
                        "conditions",
                        List.of(condition),
                        "actions",
                        List.of(action)));
    }

    private static Map<String, Object> path(String pattern) {
        return Map.of("pathPattern", Map.of("values", List.of(pattern)));
    }

    private static Map<String, Object> fixed(String text) {
        return Map.of(
                "type",
                "fixed-response",
                "fixedResponse",
                Map.of("contentType", "text/plain", "statusCode", "200", "messageBody", text));
    }
}
