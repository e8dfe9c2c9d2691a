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
