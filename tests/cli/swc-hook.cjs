/** Lets a child process run the TypeScript sources, as jest does for the tests themselves. */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const { transform } = require('../../jest.config.cjs');

const [, given] = Object.values(transform)[0];
// jest has its own `import()`; a plain process loads ES modules with the one of Node.
const options = { ...given, module: { ...given.module, ignoreDynamic: true } };

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, sourceMaps: 'inline' });
  module._compile(code, filename);
};
