/** Three kinds of test: unit (nothing needed), int (one real stack per run), e2e (the product as a user runs it). */
const base = {
  testEnvironment: '<rootDir>/libs/testkit/jest/environment.cjs',
  testEnvironmentOptions: { customExportConditions: ['@leadline/source', 'node'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.nx/'],
};
const stack = '<rootDir>/libs/testkit/jest/stack.js';

export default {
  // Processes and consumer groups start slowly on a busy machine; a test that passes waits no longer for it.
  testTimeout: 300_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,services,deploy}/*/src/**/!(*.int|*.e2e).spec.ts'],
    },
    {
      ...base,
      displayName: 'int',
      testMatch: ['<rootDir>/{libs,services,deploy}/*/test/**/*.int.spec.ts'],
      globalSetup: stack,
    },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/services/*/test/**/*.e2e.spec.ts'] },
  ],
};
