package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceIndexTest {
    private static final String TYPE = "aws:lb/listener:Listener";

    @TempDir
    private Path directory;

    @Test
    void findsByArnAndTypeWhatAnEarlierRunLeft() {
        new Resources(directory).put(listener("one", "arn:one"));

        var resources = new Resources(directory);

        assertThat(resources.byArn("arn:one")).map(Resource::id).contains("one");
        assertThat(resources.all(TYPE)).extracting(Resource::id).containsExactly("one");
        assertThat(resources.in("111111111111", TYPE)).hasSize(1);
        assertThat(resources.in("222222222222", TYPE)).isEmpty();
        assertThat(resources.all("aws:lb/loadBalancer:LoadBalancer")).isEmpty();
    }

    @Test
    void findsTheNewestFormOfAResourceOnly() {
        var resources = new Resources(directory);
        resources.put(listener("one", "arn:one"));
        resources.put(listener("one", "arn:one").with(Map.of("port", 81)));

        assertThat(resources.byArn("arn:one")).map(one -> one.number("port", 0)).contains(81);
        assertThat(resources.all(TYPE)).hasSize(1);
    }

    @Test
    void forgetsAnArnThatItsResourceNoLongerHas() {
        var resources = new Resources(directory);
        resources.put(listener("one", "arn:one"));
        resources.put(listener("one", "arn:other"));

        assertThat(resources.byArn("arn:one")).isEmpty();
        assertThat(resources.byArn("arn:other")).isPresent();
    }

    @Test
    void findsTheOtherResourceOfAnArnWhenOneIsGone() {
        var resources = new Resources(directory);
        resources.put(listener("one", "arn:shared"));
        resources.put(listener("two", "arn:shared"));
        resources.remove(listener("one", "arn:shared"));

        assertThat(resources.byArn("arn:shared")).map(Resource::id).contains("two");
        assertThat(resources.all(TYPE)).extracting(Resource::id).containsExactly("two");
    }

    @Test
    void findsNothingByAnyKeyOfAResourceThatIsGone() {
        var resources = new Resources(directory);
        resources.put(listener("one", "arn:one"));
        resources.remove(listener("one", "arn:one"));

        assertThat(resources.byArn("arn:one")).isEmpty();
        assertThat(resources.all(TYPE)).isEmpty();
        assertThat(resources.all()).isEmpty();
        assertThat(new Resources(directory).all()).isEmpty();
    }

    private static Resource listener(String id, String arn) {
        var outputs = Map.<String, Object>of("arn", arn);
        return new Resource(TYPE, "111111111111", "eu-central-1", id, outputs, outputs);
    }
}
