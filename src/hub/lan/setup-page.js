// Looks whether this device trusts the hub: a picture from the address that begins with https loads, or it does not.
const origins = (document.body.dataset.origins || '').split(' ')
const standing = document.querySelector('[data-standing]')
let looks = 0

// A pairing link may have led here: its code goes on with the visitor, and stays out of every request.
for (const link of document.querySelectorAll('a[data-onward], a.language')) link.hash = location.hash

openOwnSystem()
look()
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') look()
})

function look() {
  looks += 1
  const round = looks
  const answers = origins.map((origin) => loads(`${origin}/setup/trusted.svg?look=${round}`))
  void Promise.all(answers).then((loaded) => {
    // A later look knows better.
    if (round !== looks) return
    const best = origins[loaded.indexOf(true)]
    show(best === undefined ? 'not-yet' : 'trusted')
    if (best !== undefined) leadTo(best)
    // For an hour: whoever comes back later reloads the page.
    else if (looks < 720) setTimeout(() => round === looks && look(), 5000)
  })
}

function loads(address) {
  return new Promise((resolve) => {
    const picture = new Image()
    const tooLong = setTimeout(() => resolve(false), 4000)
    picture.addEventListener('load', () => {
      clearTimeout(tooLong)
      resolve(true)
    })
    picture.addEventListener('error', () => {
      clearTimeout(tooLong)
      resolve(false)
    })
    picture.src = address
  })
}

function show(state) {
  if (standing.dataset.standing === state) return
  standing.dataset.standing = state
  for (const words of standing.querySelectorAll('[data-when]')) words.hidden = words.dataset.when !== state
}

function leadTo(origin) {
  for (const link of document.querySelectorAll('a[data-onward]')) {
    link.href = origin + document.body.dataset.next + location.hash
    if (link.textContent.startsWith('https:')) link.textContent = origin + document.body.dataset.next
  }
}

function openOwnSystem() {
  const agent = navigator.userAgent
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const isMac = agent.includes('Macintosh')
  const isTablet = /iPad|iPhone/.test(agent) || (isMac && navigator.maxTouchPoints > 1)
  const system = isTablet
    ? 'ipados'
    : isMac
      ? 'macos'
      : ['Android', 'Windows', 'CrOS', 'Linux'].find((name) => agent.includes(name))?.toLowerCase()
  const own = document.querySelector(`details[data-system="${system}"]`)
  if (own !== null) own.open = true
  document.body.dataset.device = isTablet ? 'apple' : 'others'
}
