/** The address of a host in a browser: IPv6 in brackets, and no port where the protocol has it as its own. */
export function webAddress(protocol: 'http' | 'https', host: string, port: number): string {
  const bare = host.replace(/^\[|\]$/g, '')
  const own = protocol === 'http' ? 80 : 443
  return `${protocol}://${bare.includes(':') ? `[${bare}]` : bare}${port === own ? '' : `:${port}`}`
}
