/** Writes everything that is made from schemas, or with `--check` says what is stale. Each tool looks at the arguments itself. */
await import('../libs/contracts/tools/generate.ts');
await import('../libs/policy/tools/generate.ts');
