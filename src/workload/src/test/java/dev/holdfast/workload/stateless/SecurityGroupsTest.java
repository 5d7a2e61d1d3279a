package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Output;
import dev.holdfast.conventions.Names;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.workload.stateless.SecurityGroups.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecurityGroupsTest {
    @Test
    void refuseAServiceThatReachesWhatIsNotThere() {
        var services = List.of(new Member("web", 8080, Set.of("apy")), new Member("api", 8080, Set.of()));
        var args = new SecurityGroups.Args(new Names("dev"), Output.of("vpc-1"), services, 5432, Optional.empty());

        assertThatThrownBy(() -> new Cloud().run(ctx -> new SecurityGroups("security", args, null)))
                .hasStackTraceContaining("nobody can reach 'apy', but only [api, database, web]");
    }
}
