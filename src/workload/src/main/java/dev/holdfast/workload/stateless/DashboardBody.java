package dev.holdfast.workload.stateless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the dashboard of an environment shows, from the customer to the disk: requests, errors and latency first, then each
 * service, the database, the functions and the backups.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">
 *     Dashboard body structure and syntax</a>
 */
final class DashboardBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 24;
    private static final int HEIGHT = 6;
    private static final int MINUTE = 60;
    private static final int FIVE_MINUTES = 300;
    private static final int DAY = 86_400;

    private final String region;
    private final ArrayNode widgets = JSON.createArrayNode();
    private int column;
    private int row;

    /**
     * What there is to show, as CloudWatch names it.
     *
     * @param services by their names
     * @param databases the identifiers of the instances
     * @param functions by their names, the names of the functions
     * @param vault the name of the vault, where there are backups
     * @param alarmArns the alarms, whose states come first
     */
    record Content(
            String environment,
            String region,
            String loadBalancer,
            Map<String, Service> services,
            List<String> databases,
            Map<String, String> functions,
            Optional<String> vault,
            List<String> alarmArns) {}

    /** A service, as CloudWatch names it. */
    record Service(String targetGroup, String cluster, String serviceName) {}

    /** One line of a graph: a metric, its dimensions as name and value, its statistic and what the legend calls it. */
    private record Line(String namespace, String metric, List<String> dimensions, String statistic, String label) {}

    private DashboardBody(String region) {
        this.region = region;
    }

    /** The body in JSON; the same content has the same text. */
    static String of(Content content) {
        var body = new DashboardBody(content.region());
        body.title(content);
        body.alarms(content.alarmArns());
        body.wayIn(content.loadBalancer());
        new TreeMap<>(content.services())
                .forEach((name, service) -> body.service(name, service, content.loadBalancer()));
        content.databases().forEach(body::database);
        new TreeMap<>(content.functions()).forEach(body::function);
        content.vault().ifPresent(body::backups);
        return JSON.createObjectNode().set("widgets", body.widgets).toString();
    }

    private void title(Content content) {
        var properties = place("text", COLUMNS, 1);
        properties.put(
                "markdown",
                "# " + content.environment() + " - what each alarm means: docs/runbooks/alarms.md in the repository");
    }

    private void alarms(List<String> arns) {
        if (arns.isEmpty()) {
            return;
        }
        var properties = place("alarm", COLUMNS, 4);
        properties.put("title", "Alarms");
        var list = properties.putArray("alarms");
        arns.forEach(list::add);
    }

    private void wayIn(String loadBalancer) {
        var of = List.of("LoadBalancer", loadBalancer);
        graph("Requests a minute", MINUTE, balancer("RequestCount", of, "Sum", "requests"));
        graph(
                "Errors a minute",
                MINUTE,
                balancer("HTTPCode_Target_5XX_Count", of, "Sum", "5xx of services"),
                balancer("HTTPCode_ELB_5XX_Count", of, "Sum", "5xx of the load balancer"),
                balancer("HTTPCode_Target_4XX_Count", of, "Sum", "4xx of services"));
        graph(
                "Seconds to the answer",
                MINUTE,
                balancer("TargetResponseTime", of, "p50", "half"),
                balancer("TargetResponseTime", of, "p95", "19 of 20"),
                balancer("TargetResponseTime", of, "p99", "99 of 100"));
    }

    private void service(String name, Service service, String loadBalancer) {
        var targets = List.of("TargetGroup", service.targetGroup(), "LoadBalancer", loadBalancer);
        var tasks = List.of("ClusterName", service.cluster(), "ServiceName", service.serviceName());
        graph(
                name + ": tasks",
                MINUTE,
                balancer("HealthyHostCount", targets, "Maximum", "healthy"),
                balancer("UnHealthyHostCount", targets, "Maximum", "unhealthy"));
        graph(
                name + ": requests and errors a minute",
                MINUTE,
                balancer("RequestCount", targets, "Sum", "requests"),
                balancer("HTTPCode_Target_5XX_Count", targets, "Sum", "5xx"));
        graph(
                name + ": CPU and memory in percent",
                MINUTE,
                new Line("AWS/ECS", "CPUUtilization", tasks, "Average", "CPU"),
                new Line("AWS/ECS", "MemoryUtilization", tasks, "Average", "memory"));
    }

    private void database(String identifier) {
        var of = List.of("DBInstanceIdentifier", identifier);
        graph(
                identifier + ": CPU in percent, connections",
                MINUTE,
                new Line("AWS/RDS", "CPUUtilization", of, "Average", "CPU"),
                new Line("AWS/RDS", "DatabaseConnections", of, "Maximum", "connections"));
        graph(
                identifier + ": free disk and memory in bytes",
                FIVE_MINUTES,
                new Line("AWS/RDS", "FreeStorageSpace", of, "Minimum", "disk"),
                new Line("AWS/RDS", "FreeableMemory", of, "Minimum", "memory"));
        graph(
                identifier + ": seconds to read and write",
                MINUTE,
                new Line("AWS/RDS", "ReadLatency", of, "Average", "read"),
                new Line("AWS/RDS", "WriteLatency", of, "Average", "write"));
    }

    private void function(String name, String functionName) {
        var of = List.of("FunctionName", functionName);
        graph(
                name + ": runs and failures",
                FIVE_MINUTES,
                new Line("AWS/Lambda", "Invocations", of, "Sum", "runs"),
                new Line("AWS/Lambda", "Errors", of, "Sum", "failures"),
                new Line("AWS/Lambda", "Throttles", of, "Sum", "refused"));
    }

    private void backups(String vault) {
        var of = List.of("BackupVaultName", vault);
        graph(
                "Backups a day",
                DAY,
                new Line("AWS/Backup", "NumberOfBackupJobsCompleted", of, "Sum", "done"),
                new Line("AWS/Backup", "NumberOfBackupJobsFailed", of, "Sum", "failed"),
                new Line("AWS/Backup", "NumberOfCopyJobsFailed", of, "Sum", "copies failed"));
    }

    private static Line balancer(String metric, List<String> of, String statistic, String label) {
        return new Line(LoadBalancerAlarms.NAMESPACE, metric, of, statistic, label);
    }

    /** Three beside each other. */
    private void graph(String title, int period, Line... lines) {
        var properties = place("metric", COLUMNS / 3, HEIGHT);
        properties.put("title", title).put("region", region).put("view", "timeSeries");
        properties.put("period", period);
        // A graph that does not begin at zero makes a small change look like a large one.
        properties.putObject("yAxis").putObject("left").put("min", 0);
        var metrics = properties.putArray("metrics");
        for (var line : lines) {
            var metric = metrics.addArray().add(line.namespace()).add(line.metric());
            line.dimensions().forEach(metric::add);
            metric.addObject().put("stat", line.statistic()).put("label", line.label());
        }
    }

    private ObjectNode place(String type, int width, int height) {
        if (column + width > COLUMNS) {
            column = 0;
            row += HEIGHT;
        }
        var widget = widgets.addObject();
        widget.put("type", type).put("x", column).put("y", row);
        widget.put("width", width).put("height", height);
        column += width;
        if (width == COLUMNS) {
            column = 0;
            row += height;
        }
        return widget.putObject("properties");
    }
}
