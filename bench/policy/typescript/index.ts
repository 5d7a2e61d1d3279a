// The peer that bench/run --policy measures against: as many rules as the Java pack has, each of which reads a property.
import { PolicyPack, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

const [ofResources, ofStacks] = (process.env.BENCH_RULES ?? "1,1").split(",").map(Number);
const types = (process.env.BENCH_TYPES ?? "").split(",");

const resourceRule = (n: number): ResourceValidationPolicy => ({
    name: `resource-rule-${n}`,
    description: "No tag has this value.",
    enforcementLevel: "advisory",
    validateResource: (args, reportViolation) => {
        if (args.type !== types[n % types.length]) {
            return;
        }
        if (args.props.name === `forbidden-${n}` || args.props.tags?.Owner === `nobody-${n}`) {
            reportViolation(`has the forbidden value ${n}`);
        }
    },
});

const stackRule = (n: number): StackValidationPolicy => ({
    name: `stack-rule-${n}`,
    description: "No resource of a type has this value.",
    enforcementLevel: "advisory",
    validateStack: (args, reportViolation) => {
        for (const resource of args.resources) {
            if (resource.type === types[n % types.length] && resource.props.tags?.Owner === `nobody-${n}`) {
                reportViolation(`has the forbidden value ${n}`, resource.urn);
            }
        }
    },
});

new PolicyPack("peer", {
    policies: [
        ...Array.from({ length: ofResources }, (_, n) => resourceRule(n)),
        ...Array.from({ length: ofStacks }, (_, n) => stackRule(n)),
    ],
});
