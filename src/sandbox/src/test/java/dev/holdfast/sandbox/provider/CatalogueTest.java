package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final String SUBNET = "aws:ec2/subnet:Subnet";

    private final Catalogue catalogue = new Catalogue();

    static Stream<String> types() {
        return new Catalogue().types().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void namesOnlyPropertiesThatTheSdkHas(String token) {
        var type = catalogue.type(token);
        var inputs = Schema.ofInputs(token).names();
        var known = new HashSet<>(inputs);
        known.addAll(Schema.outputs(token));

        assertThat(inputs).containsAll(type.replacedBy()).containsAll(type.json());
        assertThat(known)
                .containsAll(type.defaults().keySet())
                .containsAll(own(type.computed().keySet()));
        assertThat(known).containsAll(firsts(type.allowed().keySet()));
        assertThat(known).containsAll(firsts(type.references().keySet()));
        assertThat(inputs)
                .containsAll(type.exclusive().stream().flatMap(List::stream).toList());
        assertThat(inputs)
                .containsAll(type.oneOf().stream().flatMap(List::stream).toList());
        assertThat(known)
                .containsAll(type.unique().stream()
                        .flatMap(unique -> unique.by().stream())
                        .toList());
        assertThat(known)
                .containsAll(firsts(Stream.concat(type.refused().stream(), type.deletionRefused().stream())
                        .flatMap(refused -> refused.when().keySet().stream())
                        .collect(Collectors.toSet())));
        if (type.autoName() != null) {
            assertThat(inputs).contains(type.autoName());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refersOnlyToTypesThatItHas(String token) {
        assertThat(catalogue.types().keySet())
                .containsAll(catalogue.type(token).references().values().stream()
                        .map(ResourceType.Reference::to)
                        .toList());
    }

    @Test
    void refusesATypeThatItDoesNotHaveAndSaysHowToAddIt() {
        assertThatThrownBy(() -> catalogue.type("aws:sqs/queue:Queue"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("aws:sqs/queue:Queue")
                .hasMessageContaining("types/sqs.yaml");
    }

    @Test
    void acceptsWhatTheSdkAccepts() {
        assertThat(problems(SUBNET, Map.of("vpcId", "vpc-1", "cidrBlock", "10.0.0.0/24")))
                .isEmpty();
    }

    @Test
    void namesAPropertyThatDoesNotExist() {
        assertThat(problems(SUBNET, Map.of("vpcId", "vpc-1", "cidr", "10.0.0.0/24")))
                .containsOnlyKeys("cidr");
    }

    @Test
    void namesAPropertyThatIsMissing() {
        assertThat(problems(SUBNET, Map.of("cidrBlock", "10.0.0.0/24"))).containsOnlyKeys("vpcId");
    }

    @Test
    void namesAPropertyOfTheWrongType() {
        assertThat(problems(SUBNET, Map.of("vpcId", "vpc-1", "mapPublicIpOnLaunch", "yes")))
                .containsOnlyKeys("mapPublicIpOnLaunch");
    }

    @Test
    void namesANestedPropertyThatDoesNotExist() {
        var inputs = Map.<String, Object>of("healthCheck", Map.of("url", "/"), "port", 80);

        assertThat(problems("aws:lb/targetGroup:TargetGroup", inputs)).containsOnlyKeys("healthCheck.url");
    }

    @Test
    void namesAnElementOfTheWrongType() {
        assertThat(problems("aws:rds/subnetGroup:SubnetGroup", Map.of("subnetIds", List.of("subnet-1", 2))))
                .containsOnlyKeys("subnetIds[1]");
    }

    @Test
    void namesAValueThatIsNotAllowed() {
        assertThat(problems("aws:cloudwatch/logGroup:LogGroup", Map.of("retentionInDays", 8)))
                .containsOnlyKeys("retentionInDays");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, expected a network value with between 16 and 28 significant bits",
        "10.0.0.0/29, expected a network value with between 16 and 28 significant bits",
        "10.10.1.0/16, did you mean \"10.10.0.0/16\"?",
        "10.256.0.0/16, expected a network such as 10.0.0.0/16",
        "10.0.0.0, expected a network such as 10.0.0.0/16"
    })
    void namesANetworkThatAVpcCannotHave(String range, String problem) {
        assertThat(problems("aws:ec2/vpc:Vpc", Map.of("cidrBlock", range)).get("cidrBlock"))
                .contains(problem)
                .contains(range);
    }

    @Test
    void namesPropertiesThatConflict() {
        var inputs = Map.<String, Object>of("subnetId", "s", "gatewayId", "g", "routeTableId", "r");

        assertThat(problems("aws:ec2/routeTableAssociation:RouteTableAssociation", inputs))
                .containsEntry("subnetId", "conflicts with gatewayId");
    }

    @Test
    void letsUnknownValuesPass() {
        assertThat(problems(SUBNET, Map.of("vpcId", Wire.UNKNOWN, "mapPublicIpOnLaunch", Wire.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void comparesTextsThatHoldJsonAsJson() {
        var token = "aws:iam/role:Role";

        assertThat(catalogue.changed(
                        token,
                        Map.of("assumeRolePolicy", "{\"a\":1,\"b\":2}"),
                        Map.of("assumeRolePolicy", "{ \"b\": 2, \"a\": 1 }")))
                .isEmpty();
        assertThat(catalogue.changed(token, Map.of("name", "a"), Map.of("name", "b")))
                .containsExactly("name");
    }

    private Map<String, String> problems(String token, Map<String, Object> inputs) {
        var problems = new TreeMap<String, String>();
        catalogue.check(token, inputs, problems::put);
        return problems;
    }

    /** Keys with an underscore are the cloud's own. */
    private static List<String> own(Collection<String> names) {
        return names.stream().filter(name -> !name.startsWith("_")).toList();
    }

    private static Set<String> firsts(Collection<String> paths) {
        return paths.stream().map(path -> path.replaceAll("\\..*", "")).collect(Collectors.toSet());
    }
}
