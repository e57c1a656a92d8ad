import { EXIT, type Result } from '../output/command.ts';
import type { Check } from './check.ts';

/** Amiss as soon as something is; not checkable where nothing is, but not everything could be looked at. */
export function resultOf(checks: readonly Check[]): Result {
  const findings = checks.flatMap((check) => check.findings);
  const unchecked = checks.filter((check) => check.unchecked !== null);
  const code = findings.length > 0 ? EXIT.amiss : unchecked.length > 0 ? EXIT.failed : EXIT.well;
  return {
    code,
    json: checks,
    lines: [...checks.flatMap(linesOf), lastLine(findings.length, unchecked.length)],
  };
}

const NAME_WIDTH = 12;

function linesOf({ name, seen, findings, unchecked }: Check): readonly string[] {
  const state = unchecked === null ? seen : `not looked at: ${unchecked}`;
  return [
    `${name.padEnd(NAME_WIDTH)}  ${state}`,
    ...findings.flatMap(({ code, what, mend }) => [`  ${code}: ${what}`, `    ${mend}`]),
  ];
}

function lastLine(findings: number, unchecked: number): string {
  const rest = unchecked === 0 ? '' : `, ${unchecked} not looked at`;
  return findings === 0 ? `nothing amiss${rest}` : `${findings} findings${rest}`;
}
