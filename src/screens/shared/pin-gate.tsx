import { useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useDevice, usePorts, useText } from '#app/hooks.ts'
import { commonText } from '#text/common.ts'
import { Keypad } from '#ui/keypad.tsx'
import { readPinMemory, writePinMemory } from './pin-memory.ts'
import styles from './pin-gate.module.css'

const triesBeforePause = 5
const pauseMs = 30_000

/** Asks for the staff PIN once per window session, where one is set. */
export function PinGate({ children }: { readonly children: ReactNode }): ReactElement {
  const { pin } = useDevice()
  const { windowMemory } = usePorts()
  const [given, setGiven] = useState<string | null>(null)
  // Known by its hash: a PIN that a manager has changed is asked for again. Read each time: whoever has just set one in
  // this window has given it.
  const isPassed = pin === null || given === pin.hash || readPinMemory(windowMemory).passed === pin.hash
  if (isPassed) return <>{children}</>
  const pass = (): void => {
    writePinMemory(windowMemory, { passed: pin.hash, tries: 0, pausedUntil: 0 })
    setGiven(pin.hash)
  }
  return <PinQuestion pin={pin} onPass={pass} />
}

interface PinQuestionProps {
  readonly pin: { readonly salt: string; readonly hash: string }
  readonly onPass: () => void
}

function PinQuestion({ pin, onPass }: PinQuestionProps): ReactElement {
  const { pins, windowMemory } = usePorts()
  const t = useText(commonText)
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState<'wrong' | 'impossible' | null>(null)
  const [pausedUntil, setPausedUntil] = useState(() => readPinMemory(windowMemory).pausedUntil)
  const [now, look] = useNow()
  const secondsLeft = Math.max(0, Math.ceil((pausedUntil - now) / 1000))
  const place = useRef<HTMLElement>(null)
  useEffect(() => place.current?.querySelector('input')?.focus(), [])

  const submit = async (): Promise<void> => {
    if (secondsLeft > 0) return
    // A page that was not opened over https has no way to check a PIN.
    const right = await pins.matches(value, pin).catch(() => null)
    setValue('')
    if (right === true) {
      onPass()
      return
    }
    if (right === null) {
      setProblem('impossible')
      return
    }
    const memory = readPinMemory(windowMemory)
    const tries = memory.tries + 1
    const paused = tries % triesBeforePause === 0 ? Date.now() + pauseMs : 0
    writePinMemory(windowMemory, { ...memory, tries, pausedUntil: paused })
    setPausedUntil(paused)
    look()
    setProblem('wrong')
  }

  return (
    <section ref={place} className={styles['gate']} aria-labelledby="pin-title" data-testid="pin-gate">
      <h1 id="pin-title">{t('pin.title')}</h1>
      <Keypad
        value={value}
        onChange={(next) => {
          setProblem(null)
          setValue(next)
        }}
        onSubmit={() => void submit()}
        label={t('pin.label')}
        deleteName={t('pin.delete')}
        submitName={t('pin.submit')}
        error={
          secondsLeft > 0 ? t('pin.paused', { count: secondsLeft }) : problem === null ? undefined : t(`pin.${problem}`)
        }
      />
    </section>
  )
}

/** This device's clock, once a second; `look` reads it at once. */
function useNow(): readonly [number, () => void] {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return [now, () => setNow(Date.now())]
}
