/** Stops with a clear sentence where an older Node than the project's own would run the tests. */
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `casewright needs Node 24 or newer; this is ${process.versions.node}. "npm install" brings it: run through npm (npm test) or npx.`,
  )
  process.exit(2)
}
