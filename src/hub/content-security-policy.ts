// Nothing from third parties at run time (D11): every source is this origin, and what is not named is refused.
const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/** The policy as it stands in the page itself, for any static host; a page cannot say who may frame it. */
export const pagePolicy = directives.join('; ')

/** The policy as the hub sends it in a header. */
export const headerPolicy = [...directives, "frame-ancestors 'none'"].join('; ')

/**
 * The policy of the worker that counts for the statistics: a worker obeys its own answer's policy, not its page's. It
 * alone may compile WebAssembly, which is what the solver that protects small counts is made of.
 */
const solverPolicy = headerPolicy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
const statisticsWorker = /^\/assets\/statistics-worker-[\w-]+\.js$/

export function policyFor(path: string): string {
  return statisticsWorker.test(path) ? solverPolicy : headerPolicy
}
