package dev.holdfast.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTemplateTest {
    private static final List<String> ACCOUNTS = List.of("dev", "log-archive");

    @Test
    void putsTheAccountsNameIntoThePlace() {
        assertThat(new EmailTemplate("aws+{account}@example.com").address("dev"))
                .isEqualTo("aws+dev@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws+{account}@example.com",
                "{account}@a.io",
                "AWS.Root+{account}@Mail.Example.co.uk",
                "o#brien+{account}@example.com"
            })
    void acceptsWhatAwsAccepts(String template) {
        assertThat(problems(template)).isEmpty();
    }

    @Test
    void refusesATemplateWithoutAPlace() {
        assertThat(problems("aws@example.com"))
                .containsExactly("is 'aws@example.com', which gives the accounts dev, log-archive one address; AWS"
                        + " allows each address once, ignoring case, so it must contain {account}, as in"
                        + " aws+{account}@example.com");
    }

    @Test
    void refusesAnAddressThatTwoAccountsWouldShare() {
        assertThat(new EmailTemplate("aws+{account}@example.com").problems(List.of("dev", "shared", "Dev")))
                .singleElement()
                .asString()
                .contains("gives the accounts dev, Dev one address");
    }

    @Test
    void tellsAllThatIsWrongWithATemplate() {
        assertThat(problems(".aws@example"))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("one address"))
                .anyMatch(problem -> problem.contains("before the @ only"))
                .anyMatch(problem -> problem.contains("after the @ only"));
    }

    @Test
    void refusesATemplateWithTwoPlaces() {
        assertThat(problems("{account}+{account}@example.com"))
                .singleElement()
                .asString()
                .contains("contains {account} 2 times");
    }

    @Test
    void acceptsSixtyFourCharactersAndNoMore() {
        var domain = "@" + "d".repeat(44) + ".com"; // 49 characters; aws+log-archive has 15
        assertThat(problems("aws+{account}" + domain)).isEmpty();
        assertThat(problems("aws1+{account}" + domain))
                .containsExactly("is 'aws1+{account}" + domain + "', which makes 'aws1+log-archive" + domain
                        + "'; AWS allows 6 to 64 characters");
    }

    @Test
    void refusesFewerThanSixCharacters() {
        assertThat(new EmailTemplate("{account}@b.c").problems(List.of("a")))
                .singleElement()
                .asString()
                .contains("6 to 64 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws+{account}", "aws@{account}@example.com"})
    void refusesAnythingButOneAt(String template) {
        assertThat(problems(template)).singleElement().asString().contains("AWS allows exactly one @");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".aws+{account}@example.com",
                "a ws+{account}@example.com",
                "aws\t+{account}@example.com",
                "o'brien+{account}@example.com",
                "aws%{account}@example.com",
                "aws&{account}@example.com",
                "<aws+{account}@example.com",
                "aws\\{account}@example.com",
                "aws[{account}]@example.com",
                "äws+{account}@example.com"
            })
    void refusesALocalPartThatAwsRefuses(String template) {
        assertThat(problems(template)).singleElement().asString().contains("AWS allows before the @ only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws+{account}@example",
                "aws+{account}@.example.com",
                "aws+{account}@example.com.",
                "aws+{account}@-example.com",
                "aws+{account}@example.com-",
                "aws+{account}@exa_mple.com",
                "aws+{account}@exa mple.com",
                "aws+{account}@example..com",
                "aws+{account}@"
            })
    void refusesADomainThatAwsRefuses(String template) {
        assertThat(problems(template)).singleElement().asString().contains("AWS allows after the @ only a domain");
    }

    @Test
    void namesTheAddressThatBreaksTheRule() {
        assertThat(problems("aws+{account}@example"))
                .singleElement()
                .asString()
                .startsWith("is 'aws+{account}@example', which makes 'aws+dev@example'");
    }

    @ParameterizedTest
    @CsvSource({".aws+{account}@example, 2", "aws+{account}@example.com, 0"})
    void tellsEveryBrokenRuleOnce(String template, int rules) {
        assertThat(problems(template)).hasSize(rules);
    }

    private static List<String> problems(String template) {
        return new EmailTemplate(template).problems(ACCOUNTS);
    }
}
