import type { Command } from 'commander';
import { createProgram } from '../program.ts';

/** Verbs that change nothing of an installation but what is on the disk of whoever calls them. */
const LOOK = [
  'doctor', 'dlq ls', 'dlq show', 'export', 'load verify', 'models ls', 'models show', 'policy diff', 'policy history', 'policy lint',
  'policy test', 'policy week', 'prices compute', 'prices show', 'quality learn', 'quality report', 'quarantine ls', 'reconcile', 'replay',
  'report', 'status', 'trace', 'train', 'models adopt', 'changes',
]; // prettier-ignore

/** Verbs that bring what has happened: the records speak for themselves, and carry the key of who sends them. */
const REPORT = ['history import', 'outcomes import', 'quality keep'];

/** Verbs that set an installation up, run it or take it down, as a release or a developer does; the same again changes nothing. */
const RUN = ['down', 'schemas register', 'serve', 'topics create', 'up'];

const io = { out: () => {}, err: () => {}, env: {}, exit: () => {} };
const leaves = (command: Command, path: readonly string[] = []): readonly (readonly [string, Command])[] =>
  command.commands.length === 0
    ? [[path.join(' '), command] as const]
    : command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
const verbs = leaves(createProgram(io));
const named = new Set([...LOOK, ...REPORT, ...RUN]);
const commands = verbs.filter(([name]) => !named.has(name));

test('no verb is named here that there is not', () => {
  const known = new Set(verbs.map(([name]) => name));
  expect([...named].filter((name) => !known.has(name))).toEqual([]);
});

test.each(commands)('%s changes how leads are routed, and takes who and why', (_, command) => {
  expect(command.options.map(({ long }) => long)).toEqual(expect.arrayContaining(['--by', '--reason']));
});

test('what does so past intake, where no key says who it is, does nothing without both', () => {
  const past = [
    'dlq redrive',
    'keys create',
    'keys hash',
    'load rebuild',
    'models release',
    'models rollback',
  ];
  const released = ['policy apply', 'policy rollback', 'prices release'];
  const needed = commands.filter(([, { options }]) =>
    ['--by', '--reason'].every((name) => options.some(({ long, mandatory }) => long === name && mandatory)),
  );
  expect(needed.map(([name]) => name).toSorted()).toEqual([...past, ...released].toSorted());
});
