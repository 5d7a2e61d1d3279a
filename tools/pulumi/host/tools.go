//go:build tools

// Package tools pins Pulumi's Java language host as a dependency, so that go.sum checks what is built.
package tools

import _ "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java"
