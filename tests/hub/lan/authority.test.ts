import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { openAuthority } from '#hub/lan/authority.ts'
import { fingerprintGroups } from '#hub/lan/fingerprint.ts'
import { keepLanCertificate } from '#hub/lan/lan-certificate.ts'
import { isGood, issueLeaf } from '#hub/lan/leaf.ts'
import { encodeNameConstraints, readPermittedNames } from '#hub/lan/name-constraints.ts'
import type { LocalNames } from '#hub/lan/names.ts'
import { isPermitted, namesOfMachine } from '#hub/lan/names.ts'
import { listen } from '#hub/listen.ts'
import type { Listening } from '#hub/listen.ts'
import { silentLog } from '#hub/log.ts'
import { aPair, anAuthority, withFolder } from './certificates.ts'
import { askSecurely } from './raw-requests.ts'

const dayMs = 86_400_000
const open: Listening[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((hub) => hub.stop()))
})

describe('the authority', () => {
  test('[HD8] a browser that trusts it is served under each of the machine’s names and addresses', async () => {
    const authority = await anAuthority('Accueil')
    const { names } = namesOfMachine('Accueil', {})
    const port = await serve(await aPair(authority, names))
    expect(names).toEqual([
      'accueil.local',
      'accueil',
      'accueil.home.arpa',
      'accueil.internal',
      'accueil.lan',
      'localhost',
    ])
    for (const host of [...names, '127.0.0.1']) {
      expect((await askSecurely(port, '/', { ca: authority.certificate, host })).body).toBe('here')
    }
    await expect(askSecurely(port, '/', { host: 'localhost' })).rejects.toThrow(/unable to verify/)
    await expect(askSecurely(port, '/', { ca: authority.certificate, host: 'autre.local' })).rejects.toThrow(/altnames/)
  })

  test.each(['example.com', 'www.example.com', 'accueil.example.com', 'notlocal', 'evil-local', 'lan.fr'])(
    '[HD8] %s is refused by a browser that trusts it, even with a certificate that it signed',
    async (host) => {
      const authority = await anAuthority('accueil')
      const port = await serve(await aPair(authority, [host]))
      await expect(askSecurely(port, '/', { ca: authority.certificate, host })).rejects.toThrow(
        /permitted subtree violation/,
      )
    },
  )

  test('[HD8] a public address is refused as well, and so is a certificate under a second authority of its own', async () => {
    const authority = await anAuthority('accueil')
    const pair = await issueLeaf(authority, { names: ['localhost'], addresses: ['8.8.8.8'] }, new Date())
    await expect(askSecurely(await serve(pair), '/', { ca: authority.certificate })).rejects.toThrow(
      /permitted subtree violation/,
    )
    // A leaf is no authority: what its key signs is worth nothing.
    const leaf = await aPair(authority)
    expect(new X509Certificate(leaf.cert).ca).toBe(false)
  })

  test('[HD8] strict verification by OpenSSL accepts it for servers and for nothing else', async () => {
    const authority = await anAuthority('accueil')
    const { cert } = await aPair(authority)
    await withFolder(async (folder) => {
      const files = { ca: join(folder, 'ca.pem'), leaf: join(folder, 'leaf.pem') }
      writeFileSync(files.ca, authority.certificate)
      writeFileSync(files.leaf, cert)
      const verify = async (purpose: string): Promise<string> => {
        const args = ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', files.ca, files.leaf]
        return await promisify(execFile)('openssl', args).then(
          ({ stdout }) => stdout,
          (error: unknown) => String(error),
        )
      }
      // Where there is no openssl, the TLS connections above have said the same.
      if ((await verify('sslserver')).includes('ENOENT')) return
      expect(await verify('sslserver')).toContain('OK')
      expect(await verify('smimesign')).toContain('unsuitable certificate purpose')
    })
  })

  test('[HD8] its limits are critical and in the certificate: ten years, no authority below, local names and addresses', async () => {
    const now = new Date('2027-03-01T10:00:00Z')
    const { certificate, permittedNames } = await anAuthority('Accueil', now)
    const { ca, validTo, validFrom, subject } = new X509Certificate(certificate)
    expect([ca, subject]).toEqual([true, 'CN=Guichet Libre (accueil)\nO=Guichet Libre'])
    expect([Date.parse(validFrom), Date.parse(validTo)]).toEqual([
      now.getTime() - 2 * dayMs,
      Date.parse('2037-03-01T00:00:00Z'),
    ])
    expect(permittedNames).toEqual(['local', 'localhost', 'home.arpa', 'internal', 'lan', 'accueil'])
    const der = new X509Certificate(certificate).raw.toString('hex')
    // Object identifier, TRUE, and the value as it was made.
    expect(der).toContain('0603551d1e0101ff')
    expect(der).toContain(Buffer.from(encodeNameConstraints('accueil')).toString('hex'))
    // basicConstraints: TRUE, { TRUE, 0 }; keyUsage: TRUE, keyCertSign and cRLSign.
    expect(der).toContain('0603551d130101ff040830060101ff020100')
    expect(der).toContain('0603551d0f0101ff040403020106')
  })

  test('what may be vouched for is read back from the certificate', () => {
    expect(readPermittedNames(encodeNameConstraints(undefined))).not.toContain('accueil')
    expect(readPermittedNames(encodeNameConstraints('x'.repeat(200))).at(-1)).toBe('x'.repeat(200))
    expect(isPermitted('accueil.local', ['local'])).toBe(true)
    expect(isPermitted('accueil', ['local'])).toBe(false)
    expect(isPermitted('notlocal', ['local'])).toBe(false)
  })

  test('[HD8] it is the same after a restart, its key is this account’s alone, also after a careless restore', async () => {
    await withFolder(async (folder) => {
      const tls = join(folder, 'tls')
      const first = await openAuthority(tls, 'accueil', new Date())
      const key = join(tls, 'authority.key')
      expect(mode(tls)).toBe(0o700)
      expect(mode(key)).toBe(0o600)
      chmodSync(key, 0o644)
      const again = await openAuthority(tls, 'renamed', new Date())
      expect(again.certificate).toBe(first.certificate)
      expect(mode(key)).toBe(0o600)
      expect(fingerprintGroups(again.certificate)).toEqual(fingerprintGroups(first.certificate))
    })
  })

  test('[HD8] a damaged authority is said with what to do, never replaced in silence', async () => {
    await withFolder(async (folder) => {
      const first = await openAuthority(folder, 'accueil', new Date())
      const key = join(folder, 'authority.key')
      const kept = readFileSync(key, 'utf8')
      for (const text of ['', 'no key', (await aPair(first)).key]) {
        writeFileSync(key, text)
        await expect(openAuthority(folder, 'accueil', new Date())).rejects.toThrow(/is damaged.*Put both back/)
      }
      rmSync(key)
      await expect(openAuthority(folder, 'accueil', new Date())).rejects.toThrow(/is damaged/)
      writeFileSync(key, kept)
      expect((await openAuthority(folder, 'accueil', new Date())).certificate).toBe(first.certificate)
      // A crash between the two files of the first start: nobody can have trusted it yet.
      rmSync(join(folder, 'authority.crt'))
      expect((await openAuthority(folder, 'accueil', new Date())).certificate).not.toBe(first.certificate)
    })
  })

  test('a fingerprint is that of OpenSSL and of browsers, in groups that can be read out', async () => {
    const { certificate } = await anAuthority()
    const groups = fingerprintGroups(certificate)
    expect(groups.join(' ').replaceAll(' ', ':')).toBe(new X509Certificate(certificate).fingerprint256)
    expect(groups).toHaveLength(8)
  })
})

describe('the certificate', () => {
  test('[HD9] it lasts 397 days at the most, two of them past, and never longer than the authority', async () => {
    const now = new Date('2027-03-01T10:00:00Z')
    const authority = await anAuthority('accueil', now)
    const leafAt = async (moment: Date): Promise<X509Certificate> =>
      new X509Certificate((await issueLeaf(authority, names(), moment)).cert)
    const leaf = await leafAt(now)
    expect((Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / dayMs).toBe(397)
    expect(now.getTime() - Date.parse(leaf.validFrom)).toBe(2 * dayMs)
    expect((await leafAt(new Date('2036-12-01T00:00:00Z'))).validTo).toBe(
      new X509Certificate(authority.certificate).validTo,
    )
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  })

  test('[HD9] it is good until 30 days before its end, for every name that the machine has, under its own authority', async () => {
    const now = new Date('2027-03-01T10:00:00Z')
    const authority = await anAuthority('accueil', now)
    const { cert } = await issueLeaf(authority, names('192.168.1.20'), now)
    const at = (days: number): Date => new Date(now.getTime() + days * dayMs)
    expect(isGood(cert, authority, names('192.168.1.20'), at(364))).toBe(true)
    expect(isGood(cert, authority, names('192.168.1.20'), at(366))).toBe(false)
    expect(isGood(cert, authority, names('192.168.1.20'), at(-3))).toBe(false)
    expect(isGood(cert, authority, names('192.168.1.21'), now)).toBe(false)
    expect(isGood(cert, authority, names(), now)).toBe(true)
    expect(isGood(cert, await anAuthority('accueil', now), names(), now)).toBe(false)
  })

  test('[HD9] a new address and the coming end make a new one, which is served without a restart', async () => {
    await withFolder(async (folder) => {
      const authority = await openAuthority(folder, 'accueil', new Date())
      let own = names()
      let now = new Date()
      const kept = await keepLanCertificate({
        folder,
        authority,
        names: () => own,
        now: () => now,
        log: silentLog,
        pollMs: 20,
      })
      const hub = await listen(() => new Response('here'), '127.0.0.1', 0, { certificate: kept.pair() })
      open.push(hub)
      kept.changed((pair) => hub.changeCertificate(pair))
      const ask = async (host: string): Promise<string> =>
        (await askSecurely(hub.port, '/', { ca: authority.certificate, host })).body
      const before = kept.pair().cert
      expect(await ask('accueil.local')).toBe('here')
      await expect(ask('neuf.local')).rejects.toThrow(/altnames/)
      own = { names: ['accueil.local', 'neuf.local'], addresses: ['10.1.2.3'] }
      await expect.poll(() => kept.pair().cert).not.toBe(before)
      expect(await ask('neuf.local')).toBe('here')
      const second = kept.pair().cert
      now = new Date(now.getTime() + 370 * dayMs)
      await expect.poll(() => kept.pair().cert).not.toBe(second)
      await kept.stop()

      // The files are those that are served, and a start finds them good.
      expect(readFileSync(join(folder, 'hub.crt'), 'utf8')).toBe(kept.pair().cert)
      expect(mode(join(folder, 'hub.key'))).toBe(0o600)
      const again = await keepLanCertificate({
        folder,
        authority,
        names: () => own,
        now: () => now,
        log: silentLog,
        pollMs: 1e6,
      })
      expect(again.pair()).toEqual(kept.pair())
      await again.stop()
    })
  })

  test('[HD9] damaged files of the certificate are replaced', async () => {
    await withFolder(async (folder) => {
      const authority = await openAuthority(folder, 'accueil', new Date())
      const parts = { folder, authority, names: () => names(), now: () => new Date(), log: silentLog, pollMs: 1e6 }
      const first = await keepLanCertificate(parts)
      await first.stop()
      writeFileSync(join(folder, 'hub.key'), 'no key')
      const second = await keepLanCertificate(parts)
      await second.stop()
      expect(second.pair().cert).not.toBe(first.pair().cert)
      expect(await askSecurely(await serve(second.pair()), '/', { ca: authority.certificate })).toMatchObject({
        body: 'here',
      })
    })
  })
})

describe('names of a machine', () => {
  const card = (address: string, internal = false) =>
    ({ address, internal, netmask: '', mac: '', family: 'IPv4', cidr: null }) as const

  test('private addresses that a tablet can type come first, public and link-local ones not at all', () => {
    const { addresses } = namesOfMachine('accueil', {
      lo: [card('127.0.0.1', true)],
      docker0: [card('172.17.0.1')],
      eth0: [card('fd00::2'), card('192.168.1.20'), card('fe80::1'), card('2a01:e0a::1'), card('81.2.3.4')],
    })
    expect(addresses).toEqual(['192.168.1.20', 'fd00::2', '172.17.0.1', '127.0.0.1', '::1'])
  })

  test.each([
    [
      'PC-12.bpi.fr',
      ['pc-12.local', 'pc-12', 'pc-12.home.arpa', 'pc-12.internal', 'pc-12.lan', 'pc-12.bpi.fr', 'localhost'],
    ],
    [
      'iMac-de-Luc.local',
      [
        'imac-de-luc.local',
        'imac-de-luc',
        'imac-de-luc.home.arpa',
        'imac-de-luc.internal',
        'imac-de-luc.lan',
        'localhost',
      ],
    ],
    ['localhost', ['localhost']],
    ['büro 1', ['localhost']],
    ['', ['localhost']],
  ])('%s is found as %o', (hostname, expected) => {
    expect(namesOfMachine(hostname, {}).names).toEqual(expected)
  })

  test('an authority of a machine with a strange name vouches for local names alone', async () => {
    for (const hostname of ['büro 1', '', '192.168.1.20', 'localhost']) {
      expect((await anAuthority(hostname)).permittedNames).toEqual([
        'local',
        'localhost',
        'home.arpa',
        'internal',
        'lan',
      ])
    }
  })
})

function names(...addresses: readonly string[]): LocalNames {
  return { names: ['accueil.local', 'localhost'], addresses }
}

async function serve(certificate: { readonly cert: string; readonly key: string }): Promise<number> {
  const hub = await listen(() => new Response('here'), '127.0.0.1', 0, { certificate })
  open.push(hub)
  return hub.port
}

function mode(path: string): number {
  return statSync(path).mode & 0o777
}
