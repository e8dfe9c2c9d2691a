import { expect, test } from 'vitest'
import { findTarget, parsePrinterRules } from '#hub/printing/targets.ts'

const usual = parsePrinterRules(null)
const find = (host: string, port = 9100, rules = usual) => findTarget(rules, { host, port }, 10_000)

test.each(['10.1.2.3', '172.20.0.1', '192.168.1.50', '169.254.9.9', '127.0.0.1', '::1', 'fd00::9', 'fe80::9'])(
  '[HP10] %s is in a house',
  async (host) => {
    expect(await find(host)).toEqual({ address: host, port: 9100 })
    expect(await find(host, 9109)).toEqual({ address: host, port: 9109 })
  },
)

test.each([
  ['8.8.8.8', 9100],
  ['2606:4700::1111', 9100],
  ['172.32.0.1', 9100],
  // A number, and an IPv4 address in IPv6's clothes, lead where they lead.
  ['134744072', 9100],
  ['::ffff:8.8.8.8', 9100],
  // What else listens in a house.
  ['192.168.1.50', 22],
  ['192.168.1.50', 445],
  ['127.0.0.1', 8080],
  ['127.0.0.1', 9110],
] as const)('[HP10] %s at port %i is not a place to print', async (host, port) => {
  expect(await find(host, port)).toBe('notAllowed')
})

test('[HP10] a name is looked up, and what it leads to is what counts', async () => {
  expect(await find('localhost')).toMatchObject({ port: 9100 })
  expect(await find('localhost', 9100, parsePrinterRules('10.0.0.0/8'))).toBe('notAllowed')
  expect(await find('no-such-printer.invalid')).toBe('unreachable')
})

test('[HP10] PRINTERS narrows or widens it, or switches it off', async () => {
  const one = parsePrinterRules('192.168.7.20, [fd00::]/8:9100-9103')
  expect(await find('192.168.7.20', 9100, one)).toEqual({ address: '192.168.7.20', port: 9100 })
  expect(await find('192.168.7.21', 9100, one)).toBe('notAllowed')
  expect(await find('192.168.7.20', 9101, one)).toBe('notAllowed')
  expect(await find('fd00::1', 9103, one)).toEqual({ address: 'fd00::1', port: 9103 })
  expect(await find('192.168.7.20', 9100, parsePrinterRules('off'))).toBe('notAllowed')
})

test.each(['printer', '10.0.0.0/33', '10.0.0.0:0', '10.0.0.0:9105-9100', '10.0.0.0:70000', 'fd00::/8', '', '10.0.0'])(
  '[HP10] PRINTERS=%j is refused with what to write',
  (text) => {
    expect(() => parsePrinterRules(text)).toThrow('it has to be "off", or addresses and networks with their ports')
  },
)
