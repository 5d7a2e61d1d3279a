package dev.holdfast.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailDomainTest {
    @Test
    void isContentWithADomainThatTakesMail() {
        var finding = asked(new Dns.Answer(0, List.of("mail.acme.dev")));

        assertThat(finding.verdict()).isEqualTo(Verdict.FINE);
        assertThat(finding.text()).isEqualTo("acme.dev takes mail at mail.acme.dev");
    }

    @Test
    void warnsOfADomainWithoutAMailExchange() {
        assertThat(asked(new Dns.Answer(0, List.of())).verdict()).isEqualTo(Verdict.ADVICE);
    }

    @Test
    void blocksADomainThatSaysThatItTakesNoMail() {
        assertThat(asked(new Dns.Answer(0, List.of(""))).verdict()).isEqualTo(Verdict.BLOCKS);
    }

    @Test
    void blocksADomainThatDoesNotExist() {
        var finding = asked(Dns.Answer.NO_NAME);

        assertThat(finding.verdict()).isEqualTo(Verdict.BLOCKS);
        assertThat(finding.text()).isEqualTo("acme.dev does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "example.org", "mail.acme.example", "acme.invalid"})
    void blocksADomainThatIsNobodysWithoutAskingDns(String domain) {
        assertThat(new MailDomain("dns://127.0.0.1:1").ask(domain).verdict()).isEqualTo(Verdict.BLOCKS);
    }

    @Test
    @Timeout(20)
    void saysSoWhereDnsDoesNotAnswer() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var start = System.nanoTime();

            var finding = new MailDomain("dns://127.0.0.1:" + silent.getLocalPort()).ask("acme.dev");

            assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static Finding asked(Dns.Answer answer) {
        try (var dns = new Dns(answer)) {
            return new MailDomain(dns.address()).ask("acme.dev");
        }
    }
}
