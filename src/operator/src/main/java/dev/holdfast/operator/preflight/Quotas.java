package dev.holdfast.operator.preflight;

import dev.holdfast.operator.Aws;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

/** The quotas of the account whose credentials these are. */
final class Quotas {
    private final Aws aws;

    Quotas(Aws aws) {
        this.aws = aws;
    }

    /** What applies to the account; Service Quotas knows only the default where nobody ever asked for more. */
    long value(Quota quota) {
        var quotas = aws.client(ServiceQuotasClient.builder(), quota.region());
        try {
            return quotas.getServiceQuota(
                            request -> request.serviceCode(quota.service()).quotaCode(quota.code()))
                    .quota()
                    .value()
                    .longValue();
        } catch (NoSuchResourceException notApplied) {
            return quotas.getAWSDefaultServiceQuota(
                            request -> request.serviceCode(quota.service()).quotaCode(quota.code()))
                    .quota()
                    .value()
                    .longValue();
        }
    }
}
