/** Lets a child process run the TypeScript sources, as jest does for the tests themselves. */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { threadId } = require('node:worker_threads');
const { version, transformSync } = require('@swc/core');
const { transform } = require('../../jest.config.cjs');

const [, given] = Object.values(transform)[0];
// jest has its own `import()`; a plain process loads ES modules with the one of Node.
const options = { ...given, module: { ...given.module, ignoreDynamic: true } };

// Every process of a test starts from the same sources: what they come to is kept.
const kept = join(__dirname, '../../node_modules/.cache/swc-hook');
mkdirSync(kept, { recursive: true });

function compiled(filename) {
  const { mtimeMs, size } = statSync(filename);
  const key = createHash('sha256')
    .update(JSON.stringify([version, options, filename, mtimeMs, size]))
    .digest('hex');
  const path = join(kept, `${key}.js`);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, sourceMaps: 'inline' });
    const part = `${path}.${process.pid}.${threadId}`;
    writeFileSync(part, code);
    // Another process or thread may read it at any time, or write it as well.
    renameSync(part, path);
    return code;
  }
}

require.extensions['.ts'] = (module, filename) => module._compile(compiled(filename), filename);
