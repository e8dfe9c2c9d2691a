import { createPrivateKey, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import type { CertificatePair } from '../listener.ts'
import type { Log } from '../log.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { Authority } from './authority.ts'
import { readPrivately, writePrivately } from './key-files.ts'
import { isGood, issueLeaf } from './leaf.ts'
import type { LocalNames } from './names.ts'

/** The hub's own certificate, as it is now. */
export interface LanCertificate {
  readonly pair: () => CertificatePair
  readonly changed: (serve: (pair: CertificatePair) => void) => void
  readonly stop: () => Promise<void>
}

export interface LanCertificateParts {
  readonly folder: string
  readonly authority: Authority
  /** Asked anew at each look: an address may come and go. */
  readonly names: () => LocalNames
  readonly now: () => Date
  readonly log: Log
  readonly pollMs: number
}

/** Keeps a certificate that is good for all names of the machine; a new one is served without a restart (HD9). */
export async function keepLanCertificate(parts: LanCertificateParts): Promise<LanCertificate> {
  const { folder, authority, names, now, log, pollMs } = parts
  const files = { cert: join(folder, 'hub.crt'), key: join(folder, 'hub.key') }
  let serve: ((pair: CertificatePair) => void) | undefined

  async function renew(): Promise<CertificatePair> {
    const pair = await issueLeaf(authority, names(), now())
    await writePrivately(files.key, pair.key)
    await writePrivately(files.cert, pair.cert)
    log.info('certificate-issued', { validTo: new X509Certificate(pair.cert).validTo, names: names().names.length })
    return pair
  }

  const stored = await readPair(files)
  let current = stored !== null && isGood(stored.cert, authority, names(), now()) ? stored : await renew()

  async function look(): Promise<void> {
    try {
      if (isGood(current.cert, authority, names(), now())) return
      current = await renew()
      serve?.(current)
    } catch (error) {
      // The one in use stays; the next look tries again.
      log.warn('certificate-not-issued', {
        reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
      })
    }
  }

  const looking = oneAtATime(look, pollMs)
  return {
    pair: () => current,
    changed: (next) => {
      serve = next
    },
    stop: looking.stop,
  }
}

async function readPair(files: CertificatePair): Promise<CertificatePair | null> {
  const cert = await readPrivately(files.cert)
  const key = await readPrivately(files.key)
  if (cert === null || key === null) return null
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? { cert, key } : null
  } catch {
    return null
  }
}
