import { readdir, readFile } from 'node:fs/promises'

/** How often it is looked at; what comes and goes in between is not seen. */
const everyMs = 100

/** Follows what the pages and workers of one browser hold in memory, in megabytes. Linux only. */
export async function followRenderers(profile: string): Promise<{ readonly before: number; stop(): Promise<number> }> {
  const before = await heldBy(profile)
  let peak = before
  const over = new AbortController()
  const following = (async () => {
    while (!over.signal.aborted) {
      peak = Math.max(peak, await heldBy(profile))
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  })()
  return {
    before,
    stop: async () => {
      over.abort()
      await following
      return peak
    },
  }
}

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** Of the renderers below the browser with that profile, each its share of what they have in common. */
async function heldBy(profile: string): Promise<number> {
  const processes = await listProcesses()
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]))
  const browsers = new Set(
    processes.filter(({ command }) => command.includes(`--user-data-dir=${profile}`)).map(({ pid }) => pid),
  )
  const isBelow = (pid: number): boolean => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (browsers.has(at)) return true
    return false
  }
  const renderers = processes.filter(({ pid, command }) => command.includes('--type=renderer') && isBelow(pid))
  const held = await Promise.all(renderers.map(async ({ pid }) => await proportionalKb(pid)))
  return Math.round(held.reduce((sum, kb) => sum + kb, 0) / 1024)
}

async function listProcesses(): Promise<readonly Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid): Promise<readonly Process[]> => {
      try {
        const [status, command] = await Promise.all([
          readFile(`/proc/${pid}/status`, 'utf8'),
          readFile(`/proc/${pid}/cmdline`, 'utf8'),
        ])
        return [{ pid: Number(pid), parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0), command }]
      } catch {
        // It has ended meanwhile.
        return []
      }
    }),
  )
  return found.flat()
}

async function proportionalKb(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s*(\d+)/m.exec(rollup)?.[1] ?? 0)
}
