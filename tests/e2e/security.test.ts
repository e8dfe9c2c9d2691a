import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary } from './support/library.ts'
import type { Library } from './support/library.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.close())

test('the policy allows no inline script and no other origin, in the header and in the page itself', async () => {
  const response = await fetch(`${library.server.url}/kiosk`)
  const inPage = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(await response.text())?.[1] ?? ''
  for (const policy of [response.headers.get('content-security-policy') ?? '', inPage.replaceAll('&#39;', "'")]) {
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toContain('unsafe-inline')
    expect(policy).not.toContain('unsafe-eval')
  }
})

test('the browser enforces it: an inline script and a request elsewhere are refused', async () => {
  const page = await library.open('/kiosk')
  const refused = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    )
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineRan = true'
    document.head.append(script)
    await fetch('http://127.0.0.1:9/elsewhere').catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 100))
    return { violations, ran: 'inlineRan' in globalThis }
  })
  expect(refused.ran).toBe(false)
  expect(refused.violations).toContain('script-src-elem')
  expect(refused.violations).toContain('connect-src')
})
