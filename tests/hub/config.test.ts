import { expect, test } from 'vitest'
import { readConfig } from '#hub/config.ts'

test('without any setting the hub answers on port 8080 of localhost', () => {
  expect(readConfig({}, '/srv/app')).toEqual({ host: 'localhost', port: 8080, appFolder: '/srv/app/dist' })
})

test('PORT and HOST change that', () => {
  expect(readConfig({ PORT: '0', HOST: '0.0.0.0' }, '/srv/app')).toMatchObject({ host: '0.0.0.0', port: 0 })
})

test.each(['http', '80.5', '-1', '65536'])('PORT=%s is refused with the reason', (port) => {
  expect(() => readConfig({ PORT: port }, '/srv/app')).toThrow(`PORT is "${port}"; it has to be a whole number`)
})
