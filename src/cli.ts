#!/usr/bin/env node
/** The command line: environment, arguments, printing; every command's own file is in `cli/`, its work in `jobs/`. */
import { Command, CommanderError } from 'commander'
import { register as config } from './cli/config.ts'
import { register as disclose } from './cli/disclose.ts'
import { register as discover } from './cli/discover.ts'
import { register as draft } from './cli/draft.ts'
import { register as environment } from './cli/environment.ts'
import { register as firstLook } from './cli/first-look.ts'
import { register as init } from './cli/init.ts'
import { register as measure } from './cli/measure.ts'
import { register as preview } from './cli/preview.ts'
import { register as reproduce } from './cli/reproduce.ts'
import { register as serve } from './cli/serve.ts'
import { register as signOff } from './cli/sign-off.ts'
import { failure, letReadersGo } from './cli/terminal.ts'
import { register as verify } from './cli/verify.ts'
import { version } from './cli/version.ts'
import { KnownError } from './errors.ts'

/** The bundle parses on older versions and would fail in the middle of the work. */
const OLDEST_NODE = 24

letReadersGo()

const program = new Command('casewright')
  .description('Turns merged engineering work into case studies whose every number has a source.')
  .version(version)
  .showHelpAfterError('Run "casewright --help" for the commands.')
  .exitOverride()

for (const register of [
  config,
  disclose,
  discover,
  draft,
  environment,
  measure,
  preview,
  reproduce,
  verify,
  signOff,
  init,
  serve,
  firstLook,
])
  register(program)

try {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new KnownError(
      `Node ${OLDEST_NODE} or newer is needed, and this is ${process.versions.node}. Install it from https://nodejs.org, or run: npx --package node@${OLDEST_NODE} --package casewright casewright`,
    )
  }
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof KnownError) process.exitCode = failure(error)
  else throw error
}
