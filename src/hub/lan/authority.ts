import { X509Certificate, createPrivateKey } from 'node:crypto'
import { join } from 'node:path'
import { readPrivately, writePrivately } from './key-files.ts'
import { encodeNameConstraints, nameConstraintsOid, readPermittedNames } from './name-constraints.ts'
import { localDomains } from './names.ts'
import { createKeyPair, readKey, signing, writeKey } from './signing-key.ts'
import type { Key } from './signing-key.ts'
import { x509 } from './x509.ts'

const dayMs = 86_400_000
const yearsOfAuthority = 10

/** Who vouches for this hub on its local network, and for nothing else (HD8). */
export interface Authority {
  /** PEM; devices get this and never the key. */
  readonly certificate: string
  /** For signing; it leaves the process only into its file. */
  readonly key: Key
  readonly permittedNames: readonly string[]
}

/** Reads the authority of a folder, or makes one where there is none yet. */
export async function openAuthority(folder: string, hostname: string, now: Date): Promise<Authority> {
  const files = { certificate: join(folder, 'authority.crt'), key: join(folder, 'authority.key') }
  const certificate = await readPrivately(files.certificate)
  const key = await readPrivately(files.key)
  if (certificate !== null) return await readAuthority(certificate, key, folder)

  const made = await makeAuthority(hostname, now)
  // The key first: a certificate that lies there without one would be an authority that was lost.
  await writePrivately(files.key, made.keyText)
  await writePrivately(files.certificate, made.authority.certificate)
  return made.authority
}

async function readAuthority(certificate: string, key: string | null, folder: string): Promise<Authority> {
  try {
    if (key === null || !new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) throw new Error('key')
    return { certificate, key: await readKey(key), permittedNames: permittedNamesOf(certificate) }
  } catch (error) {
    // Making another one in silence would leave every device at a warning, without a reason.
    throw new Error(
      `The hub's authority in ${folder} is damaged: authority.crt and authority.key don't belong together or cannot be read. ` +
        'Put both back from a backup, or remove that folder: then every device has to be set up again.',
      { cause: error },
    )
  }
}

async function makeAuthority(
  hostname: string,
  now: Date,
): Promise<{ readonly authority: Authority; readonly keyText: string }> {
  const keys = await createKeyPair()
  const ownName = constrainedName(hostname)
  const made = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [`Guichet Libre (${ownName ?? 'local network'})`] }, { O: ['Guichet Libre'] }],
      // A tablet's clock may be behind.
      notBefore: new Date(now.getTime() - 2 * dayMs),
      notAfter: new Date(Date.UTC(now.getUTCFullYear() + yearsOfAuthority, now.getUTCMonth(), now.getUTCDate())),
      signingAlgorithm: signing,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        // Names bind web addresses only: without this, its key could sign programs and mail.
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.Extension(nameConstraintsOid, true, encodeNameConstraints(ownName)),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  )
  const certificate = `${made.toString('pem')}\n`
  const authority = { certificate, key: keys.privateKey, permittedNames: permittedNamesOf(certificate) }
  return { authority, keyText: await writeKey(keys.privateKey) }
}

/** The host's own name, where the endings do not cover it already. */
function constrainedName(hostname: string): string | undefined {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) || /^[\d.]+$/.test(name)) return undefined
  return localDomains.includes(name) ? undefined : name
}

function permittedNamesOf(certificate: string): readonly string[] {
  const extension = new x509.X509Certificate(certificate).getExtension(nameConstraintsOid)
  return extension === null ? [] : readPermittedNames(new Uint8Array(extension.value))
}
