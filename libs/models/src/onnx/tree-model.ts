import type { TreeTable } from '@leadline/domain';
import { INPUT, leadModelOnnx, ML_DOMAIN, OUTPUT } from './lead-model.ts';

/** Kinds of an attribute, of onnx.proto3. */
const KIND = { i: 2, s: 3, floats: 6, ints: 7, strings: 8 } as const;

/**
 * Trees as ONNX (TreeEnsembleRegressor). The output is the plain sum: what is between log-odds and a probability is ours.
 * Without trees there is one that says 0, as the operator wants at least one.
 */
export function treeModelOnnx(trees: TreeTable, features: number): Uint8Array {
  return leadModelOnnx(features, {
    node: [
      {
        op_type: 'TreeEnsembleRegressor',
        name: 'trees',
        domain: ML_DOMAIN,
        input: [INPUT],
        output: [OUTPUT],
        attribute: attributesOf(trees.roots.length === 0 ? { ...trees, ...ONE_LEAF } : trees),
      },
    ],
  });
}

const ONE_LEAF = { roots: [0], columns: [-1], thresholds: [0], otherwise: [0], values: [0] };

function attributesOf({ base, roots, columns, thresholds, otherwise, values }: TreeTable): object[] {
  const nodes = columns.map((column, index) => ({ column, index, leaf: column === -1 }));
  const treeOf = roots.flatMap((root, tree) =>
    Array.from({ length: (roots[tree + 1] ?? columns.length) - root }, () => tree),
  );
  const idOf = (node: number): number => node - roots[treeOf[node]!]!;
  const leaves = nodes.filter(({ leaf }) => leaf);
  return [
    ints('nodes_treeids', treeOf),
    ints('nodes_nodeids', nodes.map(({ index }) => idOf(index))),
    ints('nodes_featureids', nodes.map(({ leaf, column }) => (leaf ? 0 : column))),
    strings('nodes_modes', nodes.map(({ leaf }) => (leaf ? 'LEAF' : 'BRANCH_LEQ'))),
    floats('nodes_values', thresholds),
    ints('nodes_truenodeids', nodes.map(({ leaf, index }) => (leaf ? 0 : idOf(index + 1)))),
    ints('nodes_falsenodeids', nodes.map(({ leaf, index }) => (leaf ? 0 : idOf(otherwise[index]!)))),
    ints('target_treeids', leaves.map(({ index }) => treeOf[index]!)),
    ints('target_nodeids', leaves.map(({ index }) => idOf(index))),
    ints('target_ids', leaves.map(() => 0)),
    floats('target_weights', leaves.map(({ index }) => values[index]!)),
    { name: 'n_targets', i: 1, type: KIND.i },
    floats('base_values', [base]),
    text('aggregate_function', 'SUM'),
    text('post_transform', 'NONE'),
  ]; // prettier-ignore
}

const ints = (name: string, values: readonly number[]) => ({ name, ints: values, type: KIND.ints });
const floats = (name: string, values: readonly number[]) => ({ name, floats: values, type: KIND.floats });
const strings = (name: string, values: readonly string[]) => ({
  name,
  strings: values.map((value) => Buffer.from(value)),
  type: KIND.strings,
});
const text = (name: string, value: string) => ({ name, s: Buffer.from(value), type: KIND.s });
