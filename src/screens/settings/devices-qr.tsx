import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { encode } from 'uqr'
import styles from './devices.module.css'

export interface QrCodeProps {
  readonly text: string
  /** What it says, for whoever cannot aim a camera at it. */
  readonly name: string
}

/** A QR code as one outline: dark on light in every theme, since not every camera reads the negative. */
export function QrCode({ text, name }: QrCodeProps): ReactElement {
  // Four modules of quiet zone are part of the code; a quarter of it may be hidden by a reflection.
  const { size, data } = useMemo(() => encode(text, { ecc: 'M', border: 4 }), [text])
  return (
    <svg
      className={styles['qr']}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      role="img"
      aria-label={name}
      shapeRendering="crispEdges"
    >
      <path d={outline(data)} fill="currentColor" />
    </svg>
  )
}

/** Dark modules that follow each other in a row become one bar. */
function outline(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const bars: string[] = []
      for (let x = 0; x < row.length; x++) {
        const start = x
        while (row[x] === true) x++
        if (x > start) bars.push(`M${String(start)} ${String(y)}h${String(x - start)}v1h-${String(x - start)}z`)
      }
      return bars
    })
    .join('')
}
