import { X509Certificate } from 'node:crypto'
import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { dirname } from 'node:path'
import { createSecureContext } from 'node:tls'
import type { CertificatePair } from './listener.ts'
import type { Log } from './log.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** The institution's files. */
export interface CertificateFiles {
  readonly certFile: string
  readonly keyFile: string
}

/** A pair that follows its files. */
export interface WatchedCertificate {
  readonly pair: () => CertificatePair
  readonly changed: (serve: (pair: CertificatePair) => void) => void
  readonly stop: () => Promise<void>
}

// Two files are never replaced at one moment.
const settleMs = 300

/**
 * Reads the pair and looks again when its folders change, and every `pollMs`: links that lead elsewhere and network
 * folders tell nobody. A pair that does not work is logged once and the one in use stays (HD3).
 */
export async function watchCertificateFiles(
  parts: CertificateFiles & { readonly log: Log; readonly pollMs: number },
): Promise<WatchedCertificate> {
  const { certFile, keyFile, log, pollMs } = parts
  let current = await readPair(certFile, keyFile).catch((error: unknown) => {
    throw new Error(`The certificate cannot be used: ${reasonOf(error)}. Look at TLS_CERT and TLS_KEY.`, {
      cause: error,
    })
  })
  let serve: ((pair: CertificatePair) => void) | undefined
  let lastRefused = ''

  async function look(): Promise<void> {
    try {
      const next = await readPair(certFile, keyFile)
      lastRefused = ''
      if (next.cert === current.cert && next.key === current.key) return
      serve?.(next)
      current = next
      log.info('certificate-renewed', { validTo: new X509Certificate(next.cert).validTo })
    } catch (error) {
      const reason = reasonOf(error)
      if (reason !== lastRefused) log.warn('certificate-refused', { reason })
      lastRefused = reason
    }
  }

  const looking = oneAtATime(look, pollMs)
  let settling: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(settling)
    settling = setTimeout(looking.now, settleMs)
  }
  const watchers = [...new Set([dirname(certFile), dirname(keyFile)])].flatMap((folder) => watchFolder(folder, soon))
  return {
    pair: () => current,
    changed: (next) => {
      serve = next
    },
    stop: async () => {
      for (const watcher of watchers) watcher.close()
      clearTimeout(settling)
      await looking.stop()
    },
  }
}

/** Whether a certificate is for a host as it stands in an address. */
export function covers(certificate: X509Certificate, host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  return (isIP(address) === 0 ? certificate.checkHost(host) : certificate.checkIP(address)) !== undefined
}

/** The first name that a browser can ask for; undefined where there are only patterns. */
export function nameOf(certificate: X509Certificate): string | undefined {
  const [, name] = /(?:^|, )DNS:([a-z0-9.-]+)/i.exec(certificate.subjectAltName ?? '') ?? []
  return name
}

async function readPair(certFile: string, keyFile: string): Promise<CertificatePair> {
  const pair = { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') }
  // Throws where the two don't belong together.
  createSecureContext(pair)
  return pair
}

// A replaced file is another file: its folder tells.
function watchFolder(folder: string, heard: () => void): readonly { readonly close: () => void }[] {
  try {
    const watcher = watch(folder, { persistent: false }, heard)
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
