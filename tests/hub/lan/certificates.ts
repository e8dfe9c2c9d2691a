import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAuthority } from '#hub/lan/authority.ts'
import type { Authority } from '#hub/lan/authority.ts'
import { issueLeaf } from '#hub/lan/leaf.ts'
import type { CertificatePair } from '#hub/listener.ts'

/** Runs with a folder that is gone afterwards. */
export async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-tls-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An authority that is kept nowhere. */
export async function anAuthority(hostname = 'accueil', now = new Date()): Promise<Authority> {
  return await withFolder((folder) => openAuthority(folder, hostname, now))
}

/** A pair for some names, signed by an authority. */
export async function aPair(authority: Authority, names: readonly string[] = ['localhost']): Promise<CertificatePair> {
  return await issueLeaf(authority, { names, addresses: ['127.0.0.1'] }, new Date())
}
