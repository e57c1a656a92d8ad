const SECOND_LEVEL = /^(co|com|net|org|ac|gov|edu|gob|or|ne|go)$/;

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

/** The domain that an organisation registers: without hosts before it (`mail.acme.co.uk` → `acme.co.uk`). */
export function organisationDomain(domain: string): string {
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  const wide = top.length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? '');
  return labels.slice(wide ? -3 : -2).join('.');
}

/** A name for a company of which only the domain is known: `acme-logistics.co.uk` → `Acme Logistics`. */
export function companyNameFrom(domain: string): string {
  const label = organisationDomain(domain).split('.')[0] ?? '';
  return label
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}
