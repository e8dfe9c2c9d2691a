import { parsePath, pathText } from './document-path.ts'

/** Puts the focus into the field of a place, or of the nearest place around it that is on the screen. */
export function focusPlace(root: HTMLElement | null, path: string): void {
  for (let parts = parsePath(path); parts.length > 0; parts = parts.slice(0, -1)) {
    const found = root?.querySelector(`[data-path="${CSS.escape(pathText(parts))}"]`)
    const field = found?.querySelector<HTMLElement>('input, select, textarea, button')
    if (field === undefined || field === null) continue
    field.focus()
    return
  }
}
