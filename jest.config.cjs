/** Tests run from the TypeScript sources through swc, with the decorator metadata that TypeORM and TypeGraphQL read. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['reflect-metadata', '<rootDir>/tests/fixtures/seeded.ts'],
  globalSetup: '<rootDir>/tests/fixtures/jest-setup.ts',
  globalTeardown: '<rootDir>/tests/fixtures/jest-teardown.ts',
  maxWorkers: 2,
  // The sandbox of a test looks every global up in a slow way; these it has as its own.
  sandboxInjectedGlobals: [
    'Math',
    'Number',
    'Object',
    'Array',
    'Map',
    'Set',
    'String',
    'Symbol',
    'RegExp',
    'BigInt',
    'Uint8Array',
    'Float64Array',
    'Int32Array',
  ],
  testTimeout: 60_000,
  // Packages that come as ES modules only are turned into CommonJS for the tests; Node 20.19 and later load them as they are.
  // So is what imports a module of Node.js only when it runs.
  transformIgnorePatterns: ['/node_modules/(?!(parse5|entities|unpdf|@opentelemetry/otlp-exporter-base)/)'],
  moduleNameMapper: { '^unpdf/pdfjs$': '<rootDir>/node_modules/unpdf/dist/pdfjs.mjs' },
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};
