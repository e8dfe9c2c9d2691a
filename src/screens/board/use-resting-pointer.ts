import { useEffect, useState } from 'react'

const restMs = 3000

/** Whether the pointer has rested: a board on a wall has nobody at its mouse. */
export function useRestingPointer(): boolean {
  const [rests, setRests] = useState(false)
  useEffect(() => {
    let timer = setTimeout(() => setRests(true), restMs)
    const wake = (): void => {
      setRests(false)
      clearTimeout(timer)
      timer = setTimeout(() => setRests(true), restMs)
    }
    document.addEventListener('pointermove', wake)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointermove', wake)
    }
  }, [])
  return rests
}
