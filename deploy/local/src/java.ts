import { rm, writeFile } from 'node:fs/promises';
import { LeadlineError } from '@leadline/contracts';
import { run } from './run.ts';

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0';
const OLDEST_JAVA = 17;

/** Checks that a Java is there that Kafka and the registry run on. @throws LeadlineError LEADLINE_STACK_PREREQUISITE */
export async function requireJava(): Promise<void> {
  const { code, output } = await run('java', ['-version']);
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (code === 0 && major >= OLDEST_JAVA) return;
  const found = code === 0 ? `Java ${major} is installed` : 'Java is not installed';
  throw new LeadlineError(
    'LEADLINE_STACK_PREREQUISITE',
    `${found}, but Kafka and the schema registry need Java ${OLDEST_JAVA} or later (Debian: apt-get install openjdk-17-jre-headless).`,
  );
}

/** Downloads one file by its Maven coordinates group:name:version:type:classifier, without what it depends on. */
export async function mavenFile(coordinates: string, into: string): Promise<void> {
  await maven([`${PLUGIN}:copy`, `-Dartifact=${coordinates}`, `-DoutputDirectory=${into}`], coordinates);
}

/** Downloads jars by their coordinates group:name:version, with all that they depend on. */
export async function mavenJars(coordinates: readonly string[], into: string): Promise<void> {
  const pom = `${into}.pom`;
  await writeFile(pom, pomOf(coordinates));
  await jarsOf(pom, into, coordinates[0]);
  await rm(pom);
}

/** Downloads the jars that a pom.xml names, with all that they depend on. `what` names them where that fails. */
export async function jarsOf(pom: string, into: string, what = pom): Promise<void> {
  const goal = [`${PLUGIN}:copy-dependencies`, '-DincludeScope=runtime', `-DoutputDirectory=${into}`];
  await maven(['-f', pom, ...goal], what);
}

/** `-C` makes a wrong checksum an error, not a warning. */
async function maven(args: readonly string[], what: string): Promise<void> {
  const { code, output } = await run('mvn', ['-C', '-B', '-ntp', '-q', ...args]);
  if (code === 0) return;
  if (code === null) {
    throw new LeadlineError(
      'LEADLINE_STACK_PREREQUISITE',
      'Maven is not installed, which downloads Kafka and the schema registry (Debian: apt-get install maven).',
    );
  }
  const reason = output.split('\n').find((line) => line.includes('[ERROR]')) ?? output;
  throw new LeadlineError('LEADLINE_STACK_DOWNLOAD', `Maven cannot download ${what}: ${reason.trim()}`);
}

function pomOf(coordinates: readonly string[]): string {
  const dependencies = coordinates.map((one) => {
    const [group, name, version] = one.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>leadline</groupId><artifactId>stack</artifactId><version>1</version>
<dependencies>${dependencies.join('\n')}</dependencies></project>
`;
}
