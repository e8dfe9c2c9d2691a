import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { DeviceId } from '#protocol/names.ts'

/** No I O Q S Z G: they are read as digits, or as each other. */
const codeLetters = 'ABCDEFHJKLMNPRTUVWXY23456789'
const codeLength = 8
const idLetters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** What a paired browser proves itself with: 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}

/** Secrets are random in full, so a plain hash keeps them: nothing shorter can be guessed back. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(`guichet device\n${secret}`).digest('hex')
}

export function newDeviceId(): DeviceId {
  return randomOf(idLetters, 16) as DeviceId
}

export function newCode(): string {
  return randomOf(codeLetters, codeLength)
}

/** `ABCD-EFGH`, as it is read out and typed. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Reads what a person typed: case, spaces and dashes do not matter; undefined where it cannot be a code. */
export function readCode(text: string): string | undefined {
  const code = text.replace(/[\s\p{Pd}_.]/gu, '').toUpperCase()
  return code.length === codeLength && [...code].every((letter) => codeLetters.includes(letter)) ? code : undefined
}

/**
 * Why 8 letters are enough: 28^8 is 3.8e11 codes, the hub weighs at most some 25 guesses a second from all sides
 * together (`guess-limits.ts`), that is 15,000 while a code lives its ten minutes: one chance in 25 million for each
 * code that is open. The hash keeps them out of backups and from whoever looks into the database in passing: by the
 * time that it is guessed back the code has been used or is too old.
 */
export function hashCode(code: string): string {
  return createHash('sha256').update(`guichet code\n${code}`).digest('hex')
}

function randomOf(letters: string, length: number): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('')
}
