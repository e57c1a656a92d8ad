/**
 * Adds to the bill of materials of `npm sbom` what else an image holds, which is Node and the packages of Debian:
 * `node deploy/docker/sbom.mjs NPM.cdx.json DPKG-STATUS > sbom.cdx.json`. Fields and addresses as in CycloneDX 1.5 and the
 * types `deb` and `generic` of the Package URL specification.
 */
import { readFileSync } from 'node:fs';

const [npm, status] = process.argv.slice(2);
const bill = JSON.parse(readFileSync(npm, 'utf8'));

const part = (type, name, version, purl) => ({ 'bom-ref': purl, type, name, version, purl });

/** What a paragraph of dpkg's list says under a name. */
const field = (paragraph, name) => new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1];

/** Paragraphs of dpkg's list as parts, those that are installed. */
function partsOf(list) {
  const installed = list.split('\n\n').filter((it) => field(it, 'Status') === 'install ok installed');
  return installed.map((it) => {
    const [name, version, processor] = ['Package', 'Version', 'Architecture'].map((one) => field(it, one));
    const purl = `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}?arch=${processor}`;
    return part('library', name, version, purl);
  });
}

const { node } = process.versions;
const others = [
  part('platform', 'node', node, `pkg:generic/node@${node}`),
  ...partsOf(readFileSync(status, 'utf8')),
];
process.stdout.write(
  `${JSON.stringify({ ...bill, components: [...bill.components, ...others] }, null, 2)}\n`,
);
