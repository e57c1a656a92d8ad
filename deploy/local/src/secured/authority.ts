import { KeyObject } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';

/** A certificate and its private key, as PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority that lives as long as somebody holds it. */
export interface Authority {
  /** Its own certificate, as PEM: whoever trusts it trusts what it signs. */
  readonly ca: string;
  /** A certificate for this machine that serves servers and clients alike. */
  certify(name: string): Promise<Certified>;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNED = { name: 'ECDSA', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** Valid from a little before now, for clocks that differ, for a month. */
const validity = () => ({
  notBefore: new Date(Date.now() - DAY_MS),
  notAfter: new Date(Date.now() + 30 * DAY_MS),
});

type Keys = Awaited<ReturnType<typeof newKeys>>;
const newKeys = () => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);

/** Makes an authority for development and tests. Its key is in memory alone, so that nobody can sign more once it is gone. */
export async function createAuthority(name: string): Promise<Authority> {
  const library = await load();
  const { X509CertificateGenerator, BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags } = library;
  const keys = await newKeys();
  const own = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: SIGNED,
    ...validity(),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return {
    ca: own.toString('pem'),
    certify: (subject) => certify(library, own, keys.privateKey, subject),
  };
}

type Library = typeof import('@peculiar/x509');

/** Loaded only here: few stacks are secured. It needs the metadata of decorators before it. */
async function load(): Promise<Library> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

async function certify(
  library: Library,
  issuer: X509Certificate,
  signingKey: Keys['privateKey'],
  name: string,
): Promise<Certified> {
  const {
    ExtendedKeyUsage,
    ExtendedKeyUsageExtension,
    KeyUsageFlags,
    KeyUsagesExtension,
    SubjectAlternativeNameExtension,
    X509CertificateGenerator,
  } = library;
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SIGNED,
    ...validity(),
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { cert: certificate.toString('pem'), key };
}
