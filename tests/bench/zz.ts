import { benchStatistics } from './statistics.ts'
await benchStatistics((m) => console.log(JSON.stringify(m)))
