import { X509Certificate } from 'node:crypto'
import type { CertificatePair } from '../listener.ts'
import { covers } from '../certificate-files.ts'
import type { Authority } from './authority.ts'
import type { LocalNames } from './names.ts'
import { createKeyPair, signing, writeKey } from './signing-key.ts'
import { x509 } from './x509.ts'

const dayMs = 86_400_000
// Apple's systems refuse certificates of 398 days and more; two of them lie in the past, for slow clocks.
const daysOfLeaf = 395
const renewedBeforeDays = 30

/** Signs a certificate for these names, until 395 days from now or the authority's end. */
export async function issueLeaf(
  authority: Authority,
  { names, addresses }: LocalNames,
  now: Date,
): Promise<CertificatePair> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const keys = await createKeyPair()
  const leaf = await x509.X509CertificateGenerator.create(
    {
      subject: [{ CN: [names[0] ?? addresses[0] ?? 'localhost'] }],
      issuer: issuer.subject,
      notBefore: new Date(now.getTime() - 2 * dayMs),
      notAfter: new Date(Math.min(now.getTime() + daysOfLeaf * dayMs, issuer.notAfter.getTime())),
      signingAlgorithm: signing,
      publicKey: keys.publicKey,
      signingKey: authority.key,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          ...names.map((value) => ({ type: 'dns' as const, value })),
          ...addresses.map((value) => ({ type: 'ip' as const, value })),
        ]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, crypto),
      ],
    },
    crypto,
  )
  return { cert: `${leaf.toString('pem')}\n`, key: await writeKey(keys.privateKey) }
}

/** Whether a certificate of this authority still serves for these names: 30 days are left, and each name is in it. */
export function isGood(cert: string, authority: Authority, { names, addresses }: LocalNames, now: Date): boolean {
  const leaf = new X509Certificate(cert)
  const left = Date.parse(leaf.validTo) - now.getTime()
  return (
    left > renewedBeforeDays * dayMs &&
    Date.parse(leaf.validFrom) <= now.getTime() &&
    leaf.verify(new X509Certificate(authority.certificate).publicKey) &&
    [...names, ...addresses].every((host) => covers(leaf, host))
  )
}
