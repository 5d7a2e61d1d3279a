package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An ECS service on Fargate. A deployment starts all new tasks, waits until they are healthy, and then ends the old ones
 * (minimum 100 and maximum 200 percent, whatever is declared). Output {@code taskDefinition} is the one that runs: after
 * a rollback the earlier one, and the operation has succeeded, as with the AWS provider. Output
 * {@code _runningTaskDefinition} is the last one whose deployment succeeded.
 */
final class Service implements Behaviour {
    static final String TYPE = "aws:ecs/service:Service";
    static final String RUNNING = "_runningTaskDefinition";

    /** The Service Connect endpoints that the tasks of the deployment know. */
    static final String ENDPOINTS = "_serviceConnectEndpoints";

    /** How many tasks there are to be, whatever was declared: scaling changes it. */
    private static final String DESIRED = "_desiredCount";

    /** When the AWS provider gives up waiting. */
    private static final long MINUTES = 20;

    private final Fargate fargate;
    private final Map<String, ServiceScheduler> schedulers = new ConcurrentHashMap<>();

    Service(Fargate fargate) {
        this.fargate = fargate;
    }

    @Override
    public Map<String, Object> create(Resource service, Report report) {
        var definition = check(service);
        fargate.serviceConnect().publish(service);
        var scheduler = scheduler(service);
        return await(service, scheduler, scheduler.deploy(begun(service), definition, declared(service)), report);
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        var definition = check(after);
        fargate.serviceConnect().publish(after);
        var scheduler = scheduler(after);
        var running = scheduler.running().map(TaskDefinition::arn).filter(definition.arn()::equals);
        var same = running.isPresent() && !after.flag("forceNewDeployment");
        for (var property :
                List.of("networkConfiguration", "loadBalancers", "serviceConnectConfiguration", "triggers")) {
            same &= Objects.equals(before.inputs().get(property), after.inputs().get(property));
        }
        // As the provider does: it says nothing of a number that did not change, which may be scaling's by now.
        int count = declared(before) == declared(after) ? scheduler.desired().orElse(declared(after)) : declared(after);
        var change = same ? scheduler.scale(count) : scheduler.deploy(begun(after), definition, count);
        return await(after, scheduler, change, report);
    }

    @Override
    public void delete(Resource service, Report report) {
        report.info("ending its tasks");
        suspend(service);
        fargate.serviceConnect().retract(service);
    }

    @Override
    public Map<String, Object> read(Resource service) {
        var outputs = new HashMap<String, Object>();
        Optional.ofNullable(schedulers.get(key(service)))
                .ifPresent(scheduler -> outputs.putAll(scheduler.remembered()));
        return outputs;
    }

    @Override
    public void resume(Resource service) {
        var name =
                service.text(RUNNING).or(() -> service.text("taskDefinition")).orElseThrow();
        var deployed = service.outputs().containsKey(ENDPOINTS) ? service : begun(service);
        scheduler(service).resume(deployed, fargate.definition(service, name), desired(service));
    }

    @Override
    public void suspend(Resource service) {
        var scheduler = schedulers.remove(key(service));
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    @Override
    public String describe(Resource service) {
        var scheduler = schedulers.get(key(service));
        return scheduler == null ? "stopped" : scheduler.describe();
    }

    /** Whether all its tasks are there and healthy, and nothing is being rolled out. */
    boolean steady(Resource service) {
        return Optional.ofNullable(schedulers.get(key(service)))
                .filter(ServiceScheduler::steady)
                .isPresent();
    }

    /** Starts one task more, waits until it is healthy or has failed, and ends it; answers why it failed, if it did. */
    Optional<String> trial(Resource service, Duration patience) {
        var name =
                service.text(RUNNING).or(() -> service.text("taskDefinition")).orElseThrow();
        Task task;
        try {
            task = new Task(fargate, service, fargate.definition(service, name));
        } catch (AwsException e) {
            return Optional.of(e.toString());
        }
        try {
            var end = System.nanoTime() + patience.toNanos();
            while (System.nanoTime() < end && task.failure().isEmpty() && !task.healthy()) {
                Thread.sleep(100);
            }
            return task.failure()
                    .or(() -> task.healthy()
                            ? Optional.empty()
                            : Optional.of("it was not healthy within " + patience.toSeconds() + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the trial was interrupted");
        } finally {
            task.stop();
        }
    }

    @Override
    public Optional<String> problem(Resource service) {
        var healthy = tasks(service).stream().filter(Task::healthy).count();
        return healthy < desired(service) ? Optional.of(describe(service)) : Optional.empty();
    }

    @Override
    public List<String> details(Resource service) {
        var scheduler = schedulers.get(key(service));
        return scheduler == null ? List.of() : scheduler.details();
    }

    /** Its present tasks. */
    List<Task> tasks(Resource service) {
        return scheduler(service).tasks();
    }

    private Map<String, Object> await(
            Resource service, ServiceScheduler scheduler, CompletableFuture<Optional<String>> change, Report report) {
        var earlier = scheduler.running();
        var outputs = new HashMap<String, Object>(scheduler.remembered());
        scheduler.desired().ifPresent(count -> outputs.put(DESIRED, count));
        if (!service.flag("waitForSteadyState")) {
            return outputs;
        }
        var failure = outcome(change, scheduler, report);
        outputs.putAll(scheduler.remembered());
        if (failure.isEmpty()) {
            return outputs;
        }
        var breaker =
                service.objects("deploymentCircuitBreaker").stream().findFirst().orElse(Map.of());
        var wanted = String.valueOf(service.inputs().get("taskDefinition")).replaceFirst(".*/", "");
        var message = "(service " + name(service) + ") deployment of " + wanted + " failed: tasks failed to start: "
                + failure.get();
        if (earlier.isPresent()
                && Boolean.TRUE.equals(breaker.get("enable"))
                && Boolean.TRUE.equals(breaker.get("rollback"))) {
            report.warn(message + "\nThe deployment circuit breaker rolled back to " + earlier.get() + ", which runs.");
            outputs.put("taskDefinition", earlier.get().arn());
            return outputs;
        }
        throw new Incomplete(
                outputs,
                message
                        + earlier.map(one -> "\n" + one + " still runs.")
                                .orElse("\nNo task runs: there is no earlier deployment to go back to."));
    }

    private static Optional<String> outcome(
            CompletableFuture<Optional<String>> change, ServiceScheduler scheduler, Report report) {
        var shown = "";
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (System.nanoTime() < end) {
            try {
                return change.get(2, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                var now = scheduler.describe();
                if (!now.equals(shown)) {
                    report.info(now);
                    shown = now;
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("the operation was cancelled");
            }
        }
        return Optional.of(
                "no steady state within " + MINUTES + " minutes; " + scheduler.describe() + scheduler.refusals());
    }

    /** The service as a deployment of it that begins now knows it: endpoints that come later are unknown to its tasks. */
    private Resource begun(Resource service) {
        return service.with(Map.of(ENDPOINTS, fargate.serviceConnect().known(service)));
    }

    /** Refuses what ECS would refuse. */
    private TaskDefinition check(Resource service) {
        var definition =
                fargate.definition(service, String.valueOf(service.inputs().get("taskDefinition")));
        service.objects("capacityProviderStrategies").forEach(one -> checkCapacity(service, one));
        service.objects("loadBalancers").forEach(balancer -> check(balancer, definition));
        ServiceConnectConfiguration.of(service, fargate.resources()).ifPresent(one -> one.check(definition));
        return definition;
    }

    private void checkCapacity(Resource service, Map<String, Object> strategy) {
        var provider = String.valueOf(strategy.get("capacityProvider"));
        var cluster = service.text("cluster").orElse("").replaceFirst(".*cluster/", "");
        var known = fargate.resources()
                .beside(service, "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders")
                .filter(one -> one.text("clusterName").filter(cluster::equals).isPresent())
                .anyMatch(one -> one.texts("capacityProviders").contains(provider));
        if (!known) {
            throw refused("The specified capacity provider '" + provider + "' was not found in the cluster '" + cluster
                    + "'. Specify a valid name and try again.");
        }
    }

    private void check(Map<String, Object> balancer, TaskDefinition definition) {
        var arn = String.valueOf(balancer.get("targetGroupArn"));
        var group = fargate.resources().byArn(arn).orElseThrow();
        if (!group.text("targetType").orElse("instance").equals("ip")) {
            throw refused("The provided target group " + arn + " has target type instance, which is incompatible with"
                    + " the awsvpc network mode specified in the task definition.");
        }
        if (!LoadBalancer.uses(fargate.resources(), arn)) {
            throw refused(
                    "The target group with targetGroupArn " + arn + " does not have an associated load balancer.");
        }
        var name = String.valueOf(balancer.get("containerName"));
        var port = balancer.get("containerPort") instanceof Number number ? number.intValue() : 0;
        var container = definition.containers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused("The container " + name + " does not exist in the task definition."));
        if (container.portMappings().stream().noneMatch(one -> one.containerPort() == port)) {
            throw refused("The container " + name + " did not have a container port " + port + " defined.");
        }
    }

    private static AwsException refused(String message) {
        return new AwsException("InvalidParameterException", message);
    }

    private ServiceScheduler scheduler(Resource service) {
        return schedulers.computeIfAbsent(key(service), key -> new ServiceScheduler(fargate, name(service)));
    }

    /** How many tasks it is to have. */
    int desired(Resource service) {
        return service.number(DESIRED, declared(service));
    }

    /** Changes how many tasks it is to have, and returns at once. */
    void scale(Resource service, int count) {
        scheduler(service).scale(count);
        fargate.resources().put(service.with(Map.of(DESIRED, count)));
    }

    private static int declared(Resource service) {
        return service.inputs().get("desiredCount") instanceof Number number ? number.intValue() : 0;
    }

    static String name(Resource service) {
        return service.text("name").orElse(service.id());
    }

    private static String key(Resource service) {
        return service.account() + " " + service.region() + " " + service.id();
    }
}
