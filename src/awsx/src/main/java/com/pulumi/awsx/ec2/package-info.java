/**
 * The typed binding of what Holdfast uses of Pulumi's awsx provider, under the names that com.pulumi:awsx has: the Maven
 * profile {@code published-awsx} takes that library instead of this module. The resources
 * {@code com/pulumi/awsx/plugin.json} and {@code version.txt} tell the engine which plugin belongs to it.
 */
package com.pulumi.awsx.ec2;
