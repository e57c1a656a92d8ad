/** The domain of a web address or domain as people type it: `https://www.Acme.com/en` → `acme.com`; null when it is none. */
export function domainOf(text: string): string | null {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#:].*$/, '');
  return /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host) ? host : null;
}

/** A name for an organisation of which only the domain is known: `acme-logistics.co.uk` → `Acme Logistics`. */
export function companyNameFrom(domain: string): string {
  const label = domain.split('.')[0] ?? '';
  return label
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}
