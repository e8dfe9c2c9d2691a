import { makeArchiveProfile } from './archive-profile.ts'
import { bundleScript } from '../support/page-bundle.ts'
const archive = await makeArchiveProfile([])
const exp = await bundleScript('tests/bench/exp-worker.ts')
const run = async (what: string) => {
  const lib = await archive.open()
  await lib.context.route('**/exp.js', (r) => r.fulfill({ contentType: 'text/javascript', body: exp }))
  const p = await lib.context.newPage()
  await p.goto(archive.server.url + '/api/archive')
  const out = await p.evaluate(`new Promise(k=>{const w=new Worker('/exp.js',{type:'module'});w.onmessage=e=>k(e.data);w.postMessage('${what}')})`)
  console.log(what, JSON.stringify(out))
  await lib.close()
}
await run('year'); await run('all'); await run('tidy')
for (let i = 0; i < 4; i++) { await run('year'); await run('all') }
await archive.dispose()
