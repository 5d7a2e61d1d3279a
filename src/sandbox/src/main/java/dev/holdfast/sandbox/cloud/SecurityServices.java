package dev.holdfast.sandbox.cloud;

import static java.util.Map.entry;

import java.util.Map;

/**
 * What AWS's security services refuse: what the wrong account asks for, or asks for too early. They find nothing here, and
 * record nothing.
 */
public final class SecurityServices {
    private static final String DETECTOR = "aws:guardduty/detector:Detector";
    private static final String GUARDDUTY_ADMINISTRATOR =
            "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
    private static final String HUB = "aws:securityhub/account:Account";
    private static final String HUB_ADMINISTRATOR = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount";
    private static final String ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";
    private static final String LOCK = "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2";
    private static final String VERSIONING = "aws:s3/bucketVersioningV2:BucketVersioningV2";

    private final Resources resources;
    private final TrustedServices trusted;

    /** Opens what an earlier run left. */
    public SecurityServices(Resources resources) {
        this.resources = resources;
        trusted = new TrustedServices(resources);
    }

    /** What happens to their resources. */
    public Map<String, Behaviour> behaviours() {
        var recording = new ConfigRecording(resources);
        return Map.ofEntries(
                entry("aws:organizations/delegatedAdministrator:DelegatedAdministrator", trusted.delegation()),
                entry(AuditTrail.TYPE, new Check(new AuditTrail(resources, trusted)::refuse)),
                entry(GUARDDUTY_ADMINISTRATOR, new Administrator("guardduty.amazonaws.com")),
                entry(
                        "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
                        new Check(this::refuseGuardDutyConfiguration)),
                entry(
                        "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
                        new Check(this::refuseGuardDutyConfiguration)),
                entry(HUB_ADMINISTRATOR, new Administrator("securityhub.amazonaws.com")),
                entry(
                        "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
                        new Check(this::refuseHubConfiguration)),
                entry("aws:securityhub/member:Member", new Check(this::refuseHubMember)),
                entry("aws:securityhub/findingAggregator:FindingAggregator", new Check(this::refuseWithoutHub)),
                entry("aws:securityhub/standardsSubscription:StandardsSubscription", new Check(this::refuseWithoutHub)),
                entry(ANALYZER, new Check(this::refuseAnalyzer)),
                entry(ConfigRecording.RECORDER, new Check(recording::refuseRecorder)),
                entry(ConfigRecording.CHANNEL, new Check(recording::refuseChannel)),
                entry(ConfigRecording.STATUS, new Check(recording::refuseStatus)),
                entry(LOCK, new Check(this::refuseLock)));
    }

    private void refuseGuardDutyConfiguration(Resource configuration) {
        if (resources.beside(configuration, DETECTOR).findAny().isEmpty()
                || !isAdministrator(configuration, GUARDDUTY_ADMINISTRATOR)) {
            throw new AwsException(
                    "BadRequestException",
                    "The request is rejected because the current account " + configuration.account()
                            + " is not the delegated administrator of GuardDuty in " + configuration.region() + ".");
        }
    }

    private void refuseHubConfiguration(Resource configuration) {
        refuseWithoutHub(configuration);
        if (!isAdministrator(configuration, HUB_ADMINISTRATOR)) {
            throw new AwsException(
                    "AccessDeniedException",
                    "The current account " + configuration.account()
                            + " is not the delegated administrator of Security Hub in " + configuration.region() + ".");
        }
    }

    private void refuseHubMember(Resource member) {
        refuseHubConfiguration(member);
        var id = member.text("accountId").orElse("");
        if (id.equals(Organizations.MANAGEMENT_ACCOUNT)
                && resources.in(id, HUB).noneMatch(hub -> hub.region().equals(member.region()))) {
            throw new AwsException(
                    "InvalidInputException",
                    "The management account " + id + " cannot be made a member before Security Hub is enabled there.");
        }
        if (!id.equals(Organizations.MANAGEMENT_ACCOUNT) && !trusted.isMember(id)) {
            throw new AwsException("InvalidInputException", "Account " + id + " is not a member of the organization.");
        }
    }

    private void refuseWithoutHub(Resource resource) {
        if (resources.beside(resource, HUB).findAny().isEmpty()) {
            throw new AwsException(
                    "InvalidAccessException",
                    "Account " + resource.account() + " is not subscribed to AWS Security Hub in " + resource.region()
                            + ".");
        }
    }

    private void refuseAnalyzer(Resource analyzer) {
        if (analyzer.text("type").orElse("").startsWith("ORGANIZATION")
                && !trusted.administers(analyzer.account(), "access-analyzer.amazonaws.com")) {
            throw new AwsException(
                    "ValidationException",
                    "Organization analyzers are created in the management account or in the delegated administrator of"
                            + " access-analyzer.amazonaws.com, which " + analyzer.account() + " is not.");
        }
    }

    private void refuseLock(Resource lock) {
        var bucket = lock.text("bucket").orElse("");
        var versioned = resources
                .beside(lock, VERSIONING)
                .filter(one -> one.text("bucket").filter(bucket::equals).isPresent())
                .flatMap(one -> one.objects("versioningConfiguration").stream())
                .anyMatch(one -> "Enabled".equals(one.get("status")));
        var locked = resources
                .find(lock.account(), lock.region(), "aws:s3/bucketV2:BucketV2", bucket)
                .filter(one -> one.flag("objectLockEnabled"))
                .isPresent();
        if (!versioned && !locked) {
            throw new AwsException(
                    "InvalidBucketState",
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration: " + bucket);
        }
    }

    private boolean isAdministrator(Resource resource, String type) {
        return resources.all(type).stream()
                .anyMatch(one -> one.region().equals(resource.region())
                        && one.text("adminAccountId")
                                .filter(resource.account()::equals)
                                .isPresent());
    }

    /** The administrator of a service in a region, of which there is one, and which gives the service access by itself. */
    private final class Administrator implements Behaviour {
        private final String service;

        Administrator(String service) {
            this.service = service;
        }

        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            var account = resource.text("adminAccountId").orElse("");
            if (!resource.account().equals(Organizations.MANAGEMENT_ACCOUNT)) {
                throw new AwsException(
                        "BadRequestException",
                        "The request is rejected because " + resource.account()
                                + " is not the management account, which" + " alone designates an administrator.");
            }
            if (!trusted.isMember(account)) {
                throw new AwsException(
                        "BadRequestException",
                        "The request is rejected because " + account + " is not a member of the organization.");
            }
            resources
                    .beside(resource, resource.type())
                    .filter(other -> !other.id().equals(resource.id()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new AwsException(
                                "BadRequestException",
                                "The request is rejected because the organization has the administrator " + other.id()
                                        + " already, of which there can be one.");
                    });
            trusted.trust(service);
            return Map.of();
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            return Map.of();
        }

        @Override
        public void delete(Resource resource, Report report) {}
    }
}
