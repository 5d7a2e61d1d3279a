package dev.holdfast.policy;

import java.util.Objects;

/**
 * A requirement of a published catalogue that a rule checks.
 *
 * <pre>{@code
 * new Control("AWS Security Hub", "RDS.8", "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html")
 * }</pre>
 *
 * @param framework the catalogue, with its version where that matters: {@code CIS AWS Foundations 5.0.0}
 * @param id as the catalogue names it
 * @param url where it can be read; empty if nowhere
 */
public record Control(String framework, String id, String url) {
    public Control {
        Objects.requireNonNull(framework, "framework");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(url, "url");
    }

    @Override
    public String toString() {
        return framework + " " + id;
    }
}
