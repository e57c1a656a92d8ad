import { wakingOf } from './agree.ts';
import type { Figures } from './run.ts';
import { figure, spreadCells, table, times } from './table.ts';
import { WAKING_RATE } from './yardstick.ts';

// Rows of what is measured in the bench's own process, without the pipeline.

export function decisionRows({ decisions }: Figures): string[] {
  const rows = decisions.map(({ candidates, time, capsuleBytes }) => [
    `${candidates.toLocaleString('en')} candidates`,
    ...spreadCells(time),
    figure(capsuleBytes),
  ]);
  return table(['', 'p50', 'p95', 'p99', 'capsule bytes'], rows);
}

export function ruledRows({ ruled }: Figures): string[] {
  const [few] = ruled;
  const rows = ruled.flatMap(({ candidates, rules, time, undisturbed, collected }) => {
    const name = `${candidates} candidates, ${rules} rules`;
    const ratio = times(undisturbed?.p50 ?? NaN, few?.undisturbed?.p50 ?? NaN);
    return [
      [name, ...spreadCells(time), ''],
      [`  without the ${collected} during which garbage was collected`, ...spreadCells(undisturbed), ratio],
    ];
  });
  return table(['', 'p50', 'p95', 'p99', `x ${few?.rules} rules`], rows);
}

const microsRow = (name: string, micros: number): string[] => [name, figure(micros)];

export function qualityRows({ quality }: Figures): string[] {
  return table(
    ['', 'µs/lead'],
    [
      ...quality.families.map(({ name, microsPerLead }) => microsRow(name, microsPerLead)),
      ...quality.stages.map(({ name, microsPerLead }) => microsRow(`stage ${name}, whole`, microsPerLead)),
      microsRow('all: both stages', quality.microsPerLead),
    ],
  );
}

export function redisRows({ redis }: Figures): string[] {
  const rows = redis.map(({ reps, time }) => [`loads of ${reps} reps`, ...spreadCells(time)]);
  return table(['', 'p50', 'p95', 'p99'], rows);
}

export function wakeRows(figures: Figures): string[] {
  const { value, range } = wakingOf(figures);
  const rows = figures.yardstick.map(({ perSecond, cpuMsPerRequest }) => [
    perSecond === null ? 'one after the other' : `${perSecond} a second`,
    figure(cpuMsPerRequest),
  ]);
  const during = [
    `${WAKING_RATE} a second, before each part of a round`,
    figure(value),
    range?.map(figure).join(' to ') ?? '',
  ];
  return table(['', 'CPU ms', 'from, to'], [...rows.map((row) => [...row, '']), during]);
}
