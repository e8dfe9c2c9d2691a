import axe from 'axe-core'

/** What axe finds in a part of the page; colours need a real browser and are looked at there. */
export async function axeFindings(part: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(part, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
