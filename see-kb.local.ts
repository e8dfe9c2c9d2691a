import { appFolder } from './scripts/build-app.ts'
import { routeBytes, routes } from './scripts/bundle-size.ts'
for (const { name, module } of routes) console.log(name, routeBytes(appFolder, module))
