//go:build tools

// Package tools pins the Pulumi CLI as a dependency, so that go.sum checks what is built.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
