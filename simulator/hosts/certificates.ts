import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { xHosts } from './names.ts';

/** Both PEM. */
export interface Pair {
  key: string;
  certificate: string;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 24 * 60 * 60_000;
const caDays = 3650;
/** The longest that browsers and Apple's libraries take. */
const leafDays = 397;

/** An authority that can vouch for X's names and this machine only, whoever gets hold of its key. */
export async function makeCa(): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Local X (this machine only)',
    ...validFor(caDays),
    signingAlgorithm: curve,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      new Extension(nameConstraints, true, namesOfX()),
    ],
  });
  return { key: await writeKey(keys.privateKey), certificate: certificate.toString('pem') };
}

/** A server's certificate for all of X's hosts and for this machine. */
export async function makeLeaf(ca: Pair): Promise<Pair> {
  const issuer = new X509Certificate(ca.certificate);
  const signingKey = await readKey(ca.key);
  const keys = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=api.x.com',
    issuer: issuer.subject,
    ...validFor(leafDays),
    signingAlgorithm: curve,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(await issuer.publicKey.export()),
      new SubjectAlternativeNameExtension([
        ...[...xHosts, 'localhost'].map((value) => ({ type: 'dns' as const, value })),
        ...['127.0.0.1', '::1'].map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  });
  return { key: await writeKey(keys.privateKey), certificate: certificate.toString('pem') };
}

/** From yesterday on, for clocks that are behind. Certificates live in real time, whatever X's clock says. */
function validFor(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - dayMs), notAfter: new Date(now + (days - 1) * dayMs) };
}

async function writeKey(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function readKey(pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), curve, true, ['sign']);
}

// RFC 5280 §4.2.1.10. The library has no class for it.
const nameConstraints = '2.5.29.30';
const domains = ['x.com', 'twitter.com', 'twimg.com', 'localhost'];

function namesOfX(): Buffer {
  const dns = domains.map((name) => der(0x30, der(0x82, Buffer.from(name, 'ascii'))));
  // Each address with its mask.
  const ipv4 = Buffer.from([127, 0, 0, 1, 255, 255, 255, 255]);
  const ipv6 = Buffer.concat([Buffer.alloc(15), Buffer.from([1]), Buffer.alloc(16, 255)]);
  const addresses = [ipv4, ipv6].map((bytes) => der(0x30, der(0x87, bytes)));
  return der(0x30, der(0xa0, Buffer.concat([...dns, ...addresses])));
}

/** Tag, length, content; none of ours is longer than 255 bytes. */
function der(tag: number, content: Buffer): Buffer {
  const length = content.length < 128 ? [content.length] : [0x81, content.length];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
