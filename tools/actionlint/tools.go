//go:build tools

// Package tools pins actionlint as a dependency, so that go.sum checks what is built.
package tools

import _ "github.com/rhysd/actionlint/cmd/actionlint"
