import { useDevice, usePorts } from '#app/hooks.ts'
import { writePinMemory } from '../shared/pin-memory.ts'

/** `impossible`: a page that was not opened over https can neither hash a PIN nor check one. */
export type PinProblem = 'wrong' | 'badForm' | 'different' | 'impossible'

/** Sets, changes or removes the PIN of this device; answers with what stands in the way. */
export function useSetPin(): (
  current: string | null,
  wanted: { readonly pin: string; readonly again: string } | null,
) => Promise<PinProblem | null> {
  const { device, pins, windowMemory } = usePorts()
  const { pin } = useDevice()
  return async (current, wanted) => {
    const right = pin === null ? true : await pins.matches(current ?? '', pin).catch(() => null)
    if (right !== true) return right === null ? 'impossible' : 'wrong'
    if (wanted === null) {
      device.set({ pin: null })
      return null
    }
    if (!/^[0-9]{4,8}$/.test(wanted.pin)) return 'badForm'
    if (wanted.pin !== wanted.again) return 'different'
    const next = await pins.hash(wanted.pin).catch(() => null)
    if (next === null) return 'impossible'
    // Who has just written the PIN twice is not asked for it at once.
    writePinMemory(windowMemory, { passed: next.hash, tries: 0, pausedUntil: 0 })
    device.set({ pin: next })
    return null
  }
}
