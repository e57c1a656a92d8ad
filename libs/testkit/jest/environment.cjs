/**
 * Jest runs tests in another realm, with typed arrays of its own; native add-ons (onnxruntime-node) refuse those.
 * This environment lends the outer realm's typed arrays to the tests.
 */
const { TestEnvironment } = require('jest-environment-node');

const SHARED = ['ArrayBuffer', 'Uint8Array', 'Int32Array', 'BigInt64Array', 'Float32Array', 'Float64Array'];

module.exports = class SharedArraysEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of SHARED) this.global[name] = globalThis[name];
  }
};
