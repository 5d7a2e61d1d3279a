/** Rules about repositories of images: Amazon ECR. */
package dev.holdfast.policy.rules.ecr;
