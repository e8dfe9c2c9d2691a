/** An answer that refuses, in words for a program and a person (RFC 9457). */
export function problem(
  status: number,
  title: string,
  detail = '',
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { type: 'about:blank', title, status, ...(detail === '' ? {} : { detail }) }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  })
}
