/**
 * A copy of a registry's contents with all ids, by Apicurio's export and import, as docs/operate.md does it.
 * @param registry base address of its Confluent-compatible API
 */
export async function exportOf(registry: string): Promise<Blob> {
  const response = await fetch(`${adminOf(registry)}/export?forBrowser=false`);
  if (!response.ok) throw new Error(`The registry is not copied: ${await response.text()}`);
  return response.blob();
}

/**
 * Puts a schema of somebody else into it before ours. Else registering anew, which is no restore, would by chance give every
 * schema the id that it had.
 */
export async function shareRegistry(registry: string): Promise<void> {
  const response = await fetch(`${registry}/subjects/of-somebody-else/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema: '"string"' }),
  });
  if (!response.ok) throw new Error(`The registry does not take a schema: ${await response.text()}`);
}

export async function importInto(registry: string, copy: Blob): Promise<void> {
  const headers = { 'content-type': 'application/zip' };
  const response = await fetch(`${adminOf(registry)}/import`, { method: 'POST', headers, body: copy });
  if (!response.ok) throw new Error(`The registry does not take its copy: ${await response.text()}`);
}

/** The id of the newest version of each subject. */
export async function idsOf(registry: string): Promise<Readonly<Record<string, number>>> {
  const subjects = await ask<readonly string[]>(`${registry}/subjects`);
  const ids: Record<string, number> = {};
  for (const subject of subjects.toSorted())
    ids[subject] = (
      await ask<{ readonly id: number }>(
        `${registry}/subjects/${encodeURIComponent(subject)}/versions/latest`,
      )
    ).id;
  return ids;
}

const adminOf = (registry: string): string => new URL('/apis/registry/v3/admin', registry).href;

async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  return (await response.json()) as T;
}
