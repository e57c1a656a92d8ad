/**
 * Boosted trees as one table, a number of each list per node. The nodes of a tree are in preorder: the node after a branch is
 * where its rows with a small value go. Thresholds, leaf values and base are float32 numbers.
 */
export interface TreeTable {
  /** Log-odds before any tree. */
  readonly base: number;
  /** First node of each tree. */
  readonly roots: readonly number[];
  /** Column that a branch asks about; -1: a leaf. */
  readonly columns: readonly number[];
  /** A row goes to the next node if its column is at most this, else to `otherwise`. */
  readonly thresholds: readonly number[];
  readonly otherwise: readonly number[];
  /** Log-odds that a leaf adds; of a branch: what the deals of training that came by got on average. */
  readonly values: readonly number[];
}

/** Taken once: in a sandbox every look at a global costs microseconds. */
const { fround } = Math;

/** Log-odds of the row whose numbers start at `at`: added in float32, tree by tree and then the base, as onnxruntime does. */
export function treeLogit(trees: TreeTable, rows: ArrayLike<number>, at = 0): number {
  let sum = 0;
  for (const root of trees.roots) sum = fround(sum + trees.values[leafOf(trees, root, rows, at)]!);
  return fround(sum + trees.base);
}

/** The leaf of the tree with this root in which a row ends. */
export function leafOf(trees: TreeTable, root: number, rows: ArrayLike<number>, at = 0): number {
  let node = root;
  while (trees.columns[node]! >= 0) node = nextNode(trees, node, rows, at);
  return node;
}

/**
 * What each column of a row adds to the log-odds of an average deal: along the row's path through each tree, every branch is
 * given by how much it moves the mean (Saabas' attribution). The contributions add up to the row's log-odds exactly.
 */
export function treeContributions(trees: TreeTable, row: readonly number[]): number[] {
  const contributions = row.map(() => 0);
  for (const root of trees.roots) {
    for (let node = root; trees.columns[node]! >= 0;) {
      const next = nextNode(trees, node, row, 0);
      contributions[trees.columns[node]!]! += trees.values[next]! - trees.values[node]!;
      node = next;
    }
  }
  return contributions;
}

/** Models see rows in float32, so a comparison does, too. */
function nextNode(trees: TreeTable, node: number, rows: ArrayLike<number>, at: number): number {
  const value = fround(rows[at + trees.columns[node]!]!);
  return value <= trees.thresholds[node]! ? node + 1 : trees.otherwise[node]!;
}
