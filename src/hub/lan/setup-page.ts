import { html } from 'hono/html'
import { encode } from 'uqr'
import { localDomains } from './names.ts'
import type { SetupText } from './setup-text.ts'

export interface SetupPage {
  readonly text: SetupText
  /** Addresses of the hub over HTTPS, the best one first. */
  readonly secureOrigins: readonly string[]
  /** The address of this page's own door. */
  readonly plainOrigin: string
  readonly fingerprint: readonly string[]
  readonly permittedNames: readonly string[]
  /** The screen to go on to. */
  readonly next: string
}

// What a name may end with; the others stand for themselves.
const endings = localDomains.filter((name) => name !== 'localhost')

type Html = ReturnType<typeof html>

/** The page that prepares a device; it says everything without a script, which only looks whether it is done. */
export async function renderSetupPage(page: SetupPage): Promise<string> {
  const { text, secureOrigins, plainOrigin, next } = page
  const [origin = ''] = secureOrigins
  const address = `${plainOrigin}/setup`
  return String(
    await html`<!doctype html>
      <html lang="${text.language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${text.title} · Guichet Libre</title>
          <link rel="stylesheet" href="/setup/tokens.css" />
          <link rel="stylesheet" href="/setup/setup-page.css" />
          <script src="/setup/setup-page.js" defer></script>
        </head>
        <body data-origins="${secureOrigins.join(' ')}" data-next="${next}">
          <header>
            <p class="brand">Guichet Libre</p>
            <a
              class="language"
              lang="${text.other.language}"
              hreflang="${text.other.language}"
              href="?lang=${text.other.language}${next === '/' ? '' : `&next=${next}`}"
              >${text.other.name}</a
            >
          </header>
          <main>
            <div class="opening">
              <div>
                <h1>${text.title}</h1>
                <p class="lead">${text.lead}</p>
              </div>
              <figure class="qr">
                ${qrPicture(address, text.qrName)}
                <figcaption>${text.qrCaption}<br /><span class="address">${address}</span></figcaption>
              </figure>
            </div>
            ${standing(text, origin, next)}
            <ol class="steps">
              <li>
                <h2>${text.download.title}</h2>
                <p>${text.download.which}</p>
                <div class="buttons">
                  <a class="button" data-for="apple" href="/setup/guichet-libre.mobileconfig">${text.download.apple}</a>
                  <a class="button" data-for="others" href="/setup/guichet-libre.crt" download
                    >${text.download.others}</a
                  >
                </div>
              </li>
              <li>
                <h2>${text.install.title}</h2>
                <p>${text.install.which}</p>
                <div class="systems">${text.systems.map((system) => systemSteps(system, text))}</div>
              </li>
              <li>
                <h2>${text.compare.title}</h2>
                <p>${text.compare.why}</p>
                <p class="fingerprint" aria-label="${text.compare.name}">
                  ${page.fingerprint.map((group) => html`<span>${group}</span> `)}
                </p>
                <p>${text.compare.where}</p>
              </li>
              <li>
                <h2>${text.goOn.title}</h2>
                <p>${text.goOn.words} <a data-onward href="${origin}${next}">${origin}${next}</a></p>
              </li>
            </ol>
            <section class="aside">
              <h2>${text.power.title}</h2>
              <p>${text.power.words}</p>
              <p class="names">
                ${page.permittedNames.map((name) => (endings.includes(name) ? `*.${name}` : name)).join(' · ')} ·
                ${text.power.addresses}
              </p>
              <p>${text.power.key}</p>
            </section>
            <section class="aside">
              <h2>${text.television.title}</h2>
              <p>${text.television.words} <a href="${plainOrigin}/board">${plainOrigin}/board</a></p>
            </section>
          </main>
        </body>
      </html> `,
  )
}

/** Whether this device trusts the hub already; the script shows one of the three, without it the first stays. */
function standing(text: SetupText, origin: string, next: string): Html {
  const { unknown, notYet, trusted } = text.standing
  return html`<div class="standing" role="status" data-standing="unknown">
    <p data-when="unknown">
      <span class="sign" aria-hidden="true">?</span
      ><span>${unknown} <a data-onward href="${origin}${next}">${origin}</a></span>
    </p>
    <p data-when="not-yet" hidden><span class="sign" aria-hidden="true">…</span><span>${notYet}</span></p>
    <p data-when="trusted" hidden>
      <span class="sign" aria-hidden="true">✔</span><span>${trusted}</span>
      <a class="button" data-onward href="${origin}${next}">${text.goOn.button}</a>
    </p>
  </div>`
}

function systemSteps(system: SetupText['systems'][number], text: SetupText): Html {
  return html`<details data-system="${system.id}">
    <summary>${system.name}</summary>
    <ol>
      ${system.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p class="removal"><strong>${text.removal}</strong> ${system.removal}</p>
  </details>`
}

/** One path over all dark squares, with the four squares of quiet around that readers want. */
function qrPicture(address: string, name: string): Html {
  const { data, size } = encode(address, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${name}" shape-rendering="crispEdges">
    <path class="quiet" d="M0 0h${size}v${size}H0z" />
    <path class="dark" d="${path}" />
  </svg>`
}
