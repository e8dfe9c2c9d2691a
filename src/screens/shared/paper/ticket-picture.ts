import type { Bitmap, PrinterDots } from '#domain/printing.ts'
import { iconId } from '#ui/icon-paths.ts'
import type { IconPaths } from '#ui/icon-paths.ts'
import { linesOf } from './lines.ts'
import type { TicketContent } from './ticket-content.ts'

/** Receipt printers have 203 dots an inch. */
export const dotsPerMm = 8

/** Fonts of the application are here already; one that is not is not waited for. */
const fontMs = 1_500
const sideMm = 2

type Pen = CanvasRenderingContext2D

/** One part of the ticket: how tall it is, and how it is drawn with its upper edge at `top`. All in dots. */
interface Part {
  readonly height: number
  readonly draw: (top: number) => void
}

/**
 * Draws a ticket as wide as the paper and as tall as its words: site, need, number, queue, what to do, when. The same on
 * 58 and 80 mm, but for the number, which is as large as the paper allows. Every line stands in the middle, so that no
 * direction of writing has to be turned round.
 *
 * @throws where the browser gives no canvas.
 */
export async function drawTicket(
  content: TicketContent,
  dots: PrinterDots,
  page = document,
): Promise<HTMLCanvasElement> {
  const canvas = page.createElement('canvas')
  // Han letters differ by language.
  canvas.lang = content.language
  canvas.width = dots
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (pen === null) throw new Error('No canvas')
  const family = getComputedStyle(page.body).fontFamily || 'sans-serif'
  await fontsFor(page, family, content)
  const parts = partsOf(pen, content, family, dots, page)
  // A canvas forgets everything when its height is set: the parts set their pen themselves.
  canvas.height = Math.ceil(parts.reduce((sum, { height }) => sum + height, 0))
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  let top = 0
  for (const { height, draw } of parts) {
    draw(top)
    top += height
  }
  return canvas
}

/** Black or white, dot by dot: paper knows no grey. */
export function bitmapOf(canvas: HTMLCanvasElement): Bitmap {
  const { width, height } = canvas
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('No canvas')
  const { data } = pen.getImageData(0, 0, width, height)
  const rows = new Uint8Array((width / 8) * height)
  for (let dot = 0; dot < width * height; dot++) {
    // All is drawn in greys: one channel tells.
    if ((data[dot * 4] ?? 255) < 128) rows[dot >> 3] = (rows[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  }
  return { width, height, rows }
}

async function fontsFor(page: Document, family: string, content: TicketContent): Promise<void> {
  const { site, need, caption, label, queue, todo, moment } = content
  const text = [site, need, caption, label, ...queue, todo, moment].join('')
  const loaded = Promise.all([400, 700].map((weight) => page.fonts.load(`${weight} 40px ${family}`, text)))
  await Promise.race([loaded.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, fontMs))])
}

function partsOf(pen: Pen, content: TicketContent, family: string, dots: number, page: Document): readonly Part[] {
  const room = dots - 2 * sideMm * dotsPerMm
  const text = (words: string, mm: number, weight: number) =>
    textPart(pen, words, {
      mm,
      font: (size) => `${weight} ${size}px ${family}`,
      room,
      dots,
      direction: content.direction,
    })
  const need = content.need === null ? [] : [iconPart(pen, content.icon, dots, page), text(content.need, 5.5, 700)]
  return [
    gap(1),
    text(content.site, 4, 500),
    gap(3),
    ...need,
    gap(3),
    text(content.caption, 4.5, 500),
    labelPart(pen, content.label, family, room, dots),
    gap(2),
    tearPart(pen, dots),
    gap(2.5),
    ...content.queue.flatMap((line, index) => [text(line, index === 0 ? 5.5 : 4.5, index === 0 ? 700 : 500), gap(1)]),
    gap(1.5),
    text(content.todo, 4.2, 400),
    gap(2),
    text(content.moment, 3.6, 400),
    gap(1),
  ]
}

function gap(mm: number): Part {
  return { height: mm * dotsPerMm, draw: () => undefined }
}

interface TextStyle {
  readonly mm: number
  readonly font: (size: number) => string
  readonly room: number
  readonly dots: number
  readonly direction: CanvasDirection
}

/** Words in as many lines as they need; a word that is wider than the paper makes all of them smaller. */
function textPart(pen: Pen, words: string, { mm, font, room, dots, direction }: TextStyle): Part {
  let size = mm * dotsPerMm
  pen.font = font(size)
  const measure = (line: string): number => pen.measureText(line).width
  let lines = linesOf(words, room, measure)
  const widest = Math.max(...lines.map(measure))
  if (widest > room) {
    size = Math.floor((size * room) / widest)
    pen.font = font(size)
    lines = linesOf(words, room, measure)
  }
  // Arabic and Chinese stand taller on their line than Latin.
  const leading = size * 1.3
  return {
    height: leading * lines.length,
    draw: (top) => {
      setPen(pen, font(size), 'center', direction)
      lines.forEach((line, index) => pen.fillText(line, dots / 2, top + leading * (index + 0.5)))
    },
  }
}

/** Letters and digits as two words, as on the screen; always from left to right. */
function labelPart(pen: Pen, label: string, family: string, room: number, dots: number): Part {
  const [letters = '', digits = ''] = label.split(/(?=\d)(.*)/)
  const between = letters === '' || digits === '' ? 0 : 0.16
  const font = (size: number) => `700 ${size}px ${family}`
  const widthAt = (size: number): number => {
    pen.font = font(size)
    return pen.measureText(letters).width + pen.measureText(digits).width + between * size
  }
  const most = 30 * dotsPerMm
  const size = Math.floor(Math.min(most, (most * room) / widthAt(most)))
  return {
    height: size * 0.95,
    draw: (top) => {
      const width = widthAt(size)
      setPen(pen, font(size), 'left', 'ltr')
      const left = (dots - width) / 2
      const middle = top + size * 0.5
      pen.fillText(letters, left, middle)
      pen.fillText(digits, left + pen.measureText(letters).width + between * size, middle)
    },
  }
}

function iconPart(pen: Pen, icon: IconPaths, dots: number, page: Document): Part {
  const size = 11 * dotsPerMm
  const paths = typeof icon === 'string' ? pathsOfSheet(icon, page) : icon
  if (paths.length === 0) return gap(0)
  const outlines = paths.map((path) => new Path2D(path))
  return {
    height: size,
    draw: (top) => {
      pen.save()
      pen.translate((dots - size) / 2, top)
      pen.scale(size / 256, size / 256)
      pen.fillStyle = '#000'
      for (const outline of outlines) pen.fill(outline)
      pen.restore()
    },
  }
}

/** The outlines of a drawing of the sheet in the page; none where the sheet could not be fetched. */
function pathsOfSheet(name: string, page: Document): readonly string[] {
  const paths = page.getElementById(iconId(name))?.querySelectorAll('path') ?? []
  return [...paths].map((path) => path.getAttribute('d') ?? '')
}

/** Where a ticket would be torn: notches and a broken line, as on the screen. */
function tearPart(pen: Pen, dots: number): Part {
  const radius = 2 * dotsPerMm
  return {
    height: 2 * radius,
    draw: (top) => {
      pen.fillStyle = '#000'
      for (const x of [0, dots]) {
        pen.beginPath()
        pen.arc(x, top + radius, radius, 0, 2 * Math.PI)
        pen.fill()
      }
      for (let x = 2 * radius; x < dots - 2 * radius; x += 16) pen.fillRect(x, top + radius - 1, 8, 3)
    },
  }
}

function setPen(pen: Pen, font: string, align: CanvasTextAlign, direction: CanvasDirection): void {
  pen.font = font
  pen.direction = direction
  pen.fillStyle = '#000'
  pen.textAlign = align
  pen.textBaseline = 'middle'
}
