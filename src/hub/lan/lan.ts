import { renderUnicodeCompact } from 'uqr'
import type { Log } from '../log.ts'
import { webAddress } from '../web-address.ts'
import { openAuthority } from './authority.ts'
import { fingerprintGroups } from './fingerprint.ts'
import { keepLanCertificate } from './lan-certificate.ts'
import type { LanCertificate } from './lan-certificate.ts'
import { isPermitted, namesOfMachine } from './names.ts'
import type { Interfaces, LocalNames } from './names.ts'
import { createSetupRoutes } from './setup-routes.ts'
import type { DoorPorts, SetupRoutes } from './setup-routes.ts'

/** The hub on a local network without an institution's certificate. */
export interface Lan extends LanCertificate {
  /** The name that stays when the address changes. */
  readonly name: string
  readonly setup: SetupRoutes
  /** What the person who starts the hub has to know. */
  readonly lines: (ports: DoorPorts, drawn: boolean) => readonly string[]
}

export interface LanParts {
  readonly folder: string
  readonly hostname: string
  readonly interfaces: () => Interfaces
  readonly now: () => Date
  readonly log: Log
  readonly pollMs: number
}

/** Opens the authority of a folder and a certificate for this machine. */
export async function openLan({ folder, hostname, interfaces, now, log, pollMs }: LanParts): Promise<Lan> {
  const authority = await openAuthority(folder, hostname, now())
  const names = (): LocalNames => {
    const own = namesOfMachine(hostname, interfaces())
    // A machine that was renamed keeps its authority: what that may not vouch for is left out.
    return { ...own, names: own.names.filter((name) => isPermitted(name, authority.permittedNames)) }
  }
  const certificate = await keepLanCertificate({ folder, authority, names, now, log, pollMs })
  const fingerprint = fingerprintGroups(authority.certificate)
  const [name = 'localhost'] = names().names
  return {
    ...certificate,
    name,
    setup: await createSetupRoutes({
      authority: authority.certificate,
      fingerprint,
      names,
      permittedNames: authority.permittedNames,
    }),
    lines: (ports, drawn) => {
      // What people can type, and what a hub that listens on 0.0.0.0 has.
      const address = names().addresses.find((each) => each.includes('.') && !each.startsWith('127.'))
      const link = (host: string): string => `${webAddress('http', host, ports.plain)}/setup`
      return [
        `Set up devices: ${link(name)}`,
        ...(address === undefined ? [] : [`            or: ${link(address)}`]),
        'Fingerprint of the authority (SHA-256), the same on every device:',
        `  ${fingerprint.slice(0, 4).join('  ')}`,
        `  ${fingerprint.slice(4).join('  ')}`,
        ...(drawn ? renderUnicodeCompact(link(address ?? name), { border: 2 }).split('\n') : []),
      ]
    },
  }
}
