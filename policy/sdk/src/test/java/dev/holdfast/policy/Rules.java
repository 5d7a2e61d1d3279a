package dev.holdfast.policy;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Rules for tests, made of a few lines. */
final class Rules {
    static final String TYPE = "acme:shop/box:Box";

    private Rules() {}

    /** A mandatory rule about boxes, with nothing to say yet. */
    static Judging rule(String name) {
        return new Judging(
                PolicyMetadata.named(name).description("Boxes are good.").level(EnforcementLevel.MANDATORY),
                (resource, evaluation) -> {},
                remediation -> {});
    }

    /** A mandatory rule about a stack. */
    static StackPolicy stackRule(String name, BiConsumer<PolicyStack, Evaluation> judge) {
        var metadata = PolicyMetadata.named(name)
                .description("Stacks are good.")
                .level(EnforcementLevel.MANDATORY)
                .build();
        return new StackPolicy() {
            @Override
            public PolicyMetadata metadata() {
                return metadata;
            }

            @Override
            public void validate(PolicyStack stack, Evaluation evaluation) {
                judge.accept(stack, evaluation);
            }
        };
    }

    record Judging(
            PolicyMetadata.Builder builder, BiConsumer<PolicyResource, Evaluation> judge, Consumer<Remediation> remedy)
            implements ResourcePolicy {
        Judging judging(BiConsumer<PolicyResource, Evaluation> other) {
            return new Judging(builder, other, remedy);
        }

        Judging remedying(Consumer<Remediation> other) {
            return new Judging(builder, judge, other);
        }

        Judging schema(ConfigurationSchema schema) {
            return new Judging(builder.schema(schema), judge, remedy);
        }

        Judging level(EnforcementLevel level) {
            return new Judging(builder.level(level), judge, remedy);
        }

        @Override
        public PolicyMetadata metadata() {
            return builder.build();
        }

        @Override
        public ResourceTypes types() {
            return ResourceTypes.of(TYPE);
        }

        @Override
        public void validate(PolicyResource resource, Evaluation evaluation) {
            judge.accept(resource, evaluation);
        }

        @Override
        public void remediate(Remediation remediation) {
            remedy.accept(remediation);
        }
    }
}
