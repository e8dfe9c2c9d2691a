import { appFolder } from './build-app.ts'
import { routeBytes, routes } from './bundle-size.ts'

const rows = routes.map(({ name, module, budgetBytes }) => {
  const bytes = routeBytes(appFolder, module)
  return { route: name, 'gzip kB': kB(bytes), 'budget kB': kB(budgetBytes), isOver: bytes > budgetBytes }
})

console.table(rows.map(({ isOver, ...row }) => ({ ...row, '': isOver ? 'OVER' : 'good' })))
process.exitCode = rows.some((row) => row.isOver) ? 1 : 0

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
