/** What comes of some work, or null when it takes longer; nobody waits for it then. */
export async function inTime<Value>(work: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)))
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
