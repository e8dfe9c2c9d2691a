import { countGrids } from '#statistics/grids.ts'
import { releaseTask } from '#statistics/protection/release-task.ts'
import { choosePattern } from '#statistics/protection/choose-pattern.ts'
import { exactPattern } from '#statistics/protection/exact.ts'
import { greedyPattern } from '#statistics/protection/greedy.ts'
import { trimPattern } from '#statistics/protection/trim.ts'
import { audit } from '#statistics/protection/attack.ts'
import { primaryPattern } from '#statistics/protection/suppression.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { defaultSettings } from '#domain/settings.ts'
import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import { periodContaining } from '#statistics/periods.ts'
import { batchOn, visit, walkUpVisit, needIds } from './statistics/visits.ts'
const solver = await loadHighsSolver()
let seed=7; const rnd=()=>{seed=(seed*1103515245+12345)%2147483648; return seed/2147483648}
const pick=(l,w)=>{let x=rnd()*w.reduce((a,b)=>a+b);for(let i=0;i<l.length;i++){x-=w[i];if(x<0)return l[i]}return l[l.length-1]}
const outs=['answered','resources','referred','workshop','come_back','directional','unresolved','out_of_scope',null]
const targets=['france_travail','mission_locale','cap_emploi','apec','cio','bge','cidj','vae']
export function day(d,n){ const v=[]
 for(let i=0;i<n;i++){ const need=pick(needIds,[27,24,32,10,7,6,4]); const band=pick([7,8,9],[5,5,2]); const e=pick(['served','noShow','leftUnserved','withdrawn'],[88,5,4,3])
  const outcome=pick(outs,[40,15,20,8,5,6,2,2,2]); const referrals=outcome==='referred'?[pick(targets,[8,4,1,2,1,1,2,1])]:[]
  if(rnd()<.1) v.push(walkUpVisit({need,band,outcome,details:{referrals}})); else v.push(visit({need,band,end:e,outcome,waitingMinutes:e==='served'?Math.floor(rnd()**2*40):null,details:{referrals, audience:{status:pick(['pupil_student','jobseeker','employee','self_employed','retired','other','not_given'],[20,30,15,3,4,2,25])}}})) }
 return batchOn(d,v,rnd)}
for (const [type,perDay,T] of [['month',8,5],['month',8,11],['month',25,5],['month',25,11],['month',120,5],['month',120,11],['quarter',25,11],['year',25,5],['year',25,11],['year',550,5],['year',550,11]]) {
 const p=periodContaining(type,'2026-03-05'); const b=[]; for(let d=p.start; d<=p.end; d=addDays(d,1)) if(weekdayOf(d)!==2&&weekdayOf(d)!==7) b.push(day(d,Math.max(0,Math.round(perDay*(.6+.8*rnd())))))
 let t=performance.now(); const grids=countGrids(b,p,defaultSettings()); const tc=performance.now()-t
 t=performance.now(); const task=releaseTask({period:p,takenAt:0,until:p.end,grids},{threshold:T,width:T},[]); const tt=performance.now()-t
 const start=primaryPattern(task)
 t=performance.now(); const bad=audit(task.system,start,task.sensitive,solver); const ta=performance.now()-t
 const free=start.filter((h,c)=>!h&&!task.told[c]).length
 t=performance.now(); const g=greedyPattern(task,solver); const tg=performance.now()-t
 t=performance.now(); const after=g&&audit(task.system,g,task.sensitive,solver); const tb=performance.now()-t
 t=performance.now(); const tr=trimPattern(task,g,solver); console.log('   trim',tr.reduce((a,b)=>a+b)-start.reduce((a,b)=>a+b),performance.now()-t|0)
 let ex='-',te=0; if(type==='month'&&process.argv[2]==='x'){ t=performance.now(); const e=exactPattern(task,solver); te=performance.now()-t; ex=e&&e!=='stopped'?e.reduce((a,b)=>a+b)-start.reduce((a,b)=>a+b):e }
 console.log(type,perDay,'T',T,'cells',task.system.values.length,'free',free,'sens',task.sensitive.length,'count',tc|0,'task',tt|0,'audit0',bad.length,ta|0,'ms greedy',g&&g.reduce((a,b)=>a+b)-start.reduce((a,b)=>a+b),tg|0,'ms after',after?.length,tb|0,'exact',ex,te|0)
}
