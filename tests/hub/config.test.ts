import { expect, test } from 'vitest'
import { readConfig } from '#hub/config.ts'
import { parsePrinterRules } from '#hub/printing/targets.ts'

test('without any setting the hub answers on port 8080 of localhost and keeps its data beside the app', () => {
  expect(readConfig({}, '/srv/app')).toEqual({
    host: 'localhost',
    port: 8080,
    tlsPort: 8443,
    appFolder: '/srv/app/dist',
    dataFolder: '/srv/app/data',
    databaseUrl: null,
    databaseWakes: true,
    site: 'main',
    lan: false,
    certificate: null,
    publicUrl: null,
    printers: parsePrinterRules(null),
  })
})

test('PORT, HOST and DATA_DIR change that', () => {
  const env = { PORT: '0', HOST: '0.0.0.0', DATA_DIR: '/var/lib/guichet' }
  expect(readConfig(env, '/srv/app')).toMatchObject({ host: '0.0.0.0', port: 0, dataFolder: '/var/lib/guichet' })
})

test.each([
  [{ LAN: '1' }, []],
  [{}, ['--lan']],
])('on a local network it listens on every address: %o %o', (env, args) => {
  expect(readConfig(env, '/srv/app', args)).toMatchObject({ lan: true, host: '0.0.0.0' })
})

test('a certificate, a database, a site and an address of its own', () => {
  const env = {
    TLS_CERT: 'tls/hub.crt',
    TLS_KEY: '/etc/tls/hub.key',
    DATABASE_URL: 'postgres://hub@db/guichet',
    DATABASE_WAKES: 'no',
    SITE: 'lyon-2',
    PUBLIC_URL: 'https://guichet.example.org/',
  }
  expect(readConfig(env, '/srv/app')).toMatchObject({
    certificate: { certFile: '/srv/app/tls/hub.crt', keyFile: '/etc/tls/hub.key' },
    databaseUrl: 'postgres://hub@db/guichet',
    databaseWakes: false,
    site: 'lyon-2',
    publicUrl: 'https://guichet.example.org',
    host: '0.0.0.0',
  })
})

test.each(['http', '80.5', '-1', '65536'])('PORT=%s is refused with the reason', (port) => {
  expect(() => readConfig({ PORT: port }, '/srv/app')).toThrow(`PORT is "${port}"; it has to be a whole number`)
  expect(() => readConfig({ TLS_PORT: port }, '/srv/app')).toThrow(`TLS_PORT is "${port}"`)
})

test.each([
  [{ SITE: 'Bpi Paris' }, 'SITE is "Bpi Paris"'],
  [{ TLS_CERT: 'hub.crt' }, 'TLS_CERT and TLS_KEY belong together'],
  [{ PRINTERS: '192.168.1.0/33' }, 'PRINTERS has "192.168.1.0/33"; it has to be "off", or addresses and networks'],
  [{ PUBLIC_URL: 'guichet.example.org' }, 'PUBLIC_URL is "guichet.example.org"'],
])('%o is refused with what to do', (env, reason) => {
  expect(() => readConfig(env, '/srv/app')).toThrow(reason)
})
