/** A bash script that repeats a measurement: both sides at their pinned commits, alternating, then the comparison. */
import { resultFiles } from './outputs.ts'
import { onceForBoth, rounds } from './runs.ts'
import { serving } from './server.ts'
import { comment, quote } from './shell.ts'

export interface ScriptInput {
  /** What is repeated, in a line. */
  title: string
  /** How the script is called, for the usage line, and the folder it makes by default. */
  file: string
  folder: string
  /** Where the source is cloned from: a web address or an absolute path. */
  source: string
  /** Full commit ids, hexadecimal. */
  base: string
  head: string
  runs: number
  /** Shell text of one run. */
  commands: string
  /** What the entry lets one expect, a line each. */
  expected: readonly string[]
}

/** Whether the commands name both commits and so change sides by themselves. */
export function measuresBothSides({ commands, base, head }: Pick<ScriptInput, 'commands' | 'base' | 'head'>): boolean {
  return commands.includes(base.slice(0, 7)) && commands.includes(head.slice(0, 7))
}

/** The script. Everything of others stands in it as comments or in single quotes. */
export function reproduceScript(input: ScriptInput): string {
  const { server, commands } = serving(input.commands)
  const results = resultFiles(commands)
  return `${[
    head(input),
    settings(input, commands, server),
    ...(server === null ? [] : [serverFunctions]),
    checkout,
    measuresBothSides(input) ? onceForBoth(server !== null) : rounds(results, server !== null),
    ending(input.expected),
  ].join('\n\n')}\n`
}

function head({ title, file, folder }: ScriptInput): string {
  return [
    '#!/usr/bin/env bash',
    comment(`Repeats the measurement of: ${title}`),
    '#',
    '# READ BEFORE YOU RUN IT. The commands below come from the entry: people outside your team may have written them, and',
    '# nobody has checked what they do. Run them where you would run any stranger’s code: a container, a spare machine.',
    '# The script asks for nothing and installs nothing; what the commands need must be there.',
    '#',
    comment(`Usage: bash ${file} [FOLDER]`),
    comment(`FOLDER (by default ${folder}) must not exist yet; everything stays in it.`),
    'set -euo pipefail',
  ].join('\n')
}

function settings(input: ScriptInput, commands: string, server: { command: string; port: number } | null): string {
  return [
    `source=${quote(input.source)}`,
    `base=${input.base}`,
    `head=${input.head}`,
    ...(measuresBothSides(input) ? [] : ['# Runs a side.', `runs=${input.runs}`]),
    `work=\${1:-${quote(input.folder)}}`,
    '',
    ...(server === null
      ? []
      : [
          '# Started before each run, stopped after it.',
          '# shellcheck disable=SC2016',
          `server=${quote(server.command)}`,
          `port=${server.port}`,
          '',
        ]),
    measuresBothSides(input) ? '# Both sides, all runs:' : '# One run, in the tree of one side:',
    '# shellcheck disable=SC2016 # expanded when it runs, not here',
    `commands=${quote(commands)}`,
    '',
    '# Called once in each tree before the first run: put a build in here if the project needs one.',
    'prepare() {',
    '  :',
    '}',
  ].join('\n')
}

const serverFunctions = `server_pid=
answers() {
  (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null
}
start_server() { # tree, log
  if answers; then
    printf 'Something else listens on port %s already.\\n' "$port" >&2
    exit 1
  fi
  (cd "$1" && exec bash -c "$server") </dev/null >"$2" 2>&1 &
  server_pid=$!
  for ((waited = 0; waited < 18000; waited++)); do
    if answers; then return; fi
    if ! kill -0 "$server_pid" 2>/dev/null; then break; fi
    sleep 0.2
  done
  printf 'The server does not answer on port %s; see %s\\n' "$port" "$2" >&2
  exit 1
}
stop_server() {
  if [[ -n $server_pid ]]; then
    kill "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
    server_pid=
  fi
}
trap stop_server EXIT`

const checkout = `if [[ -e $work ]]; then
  printf '%s is there already: name another folder.\\n' "$work" >&2
  exit 1
fi
mkdir -p "$work/trees" "$work/logs" "$work/baseline" "$work/candidate"
work=$(cd "$work" && pwd)
git clone --quiet --no-checkout -- "$source" "$work/source"
for commit in "$base" "$head"; do
  if ! git -C "$work/source" cat-file -e "$commit^{commit}" 2>/dev/null; then
    git -C "$work/source" fetch --quiet origin "$commit"
  fi
done
git -C "$work/source" worktree add --quiet --detach "$work/trees/baseline" "$base"
git -C "$work/source" worktree add --quiet --detach "$work/trees/candidate" "$head"
for side in baseline candidate; do
  (cd "$work/trees/$side" && prepare) </dev/null
done`

function ending(expected: readonly string[]): string {
  return [
    ...expected.map(comment),
    'if command -v casewright >/dev/null; then',
    '  casewright measure --baseline "$work/baseline/*" --candidate "$work/candidate/*"',
    'else',
    '  printf \'Done. Compare with:\\n  npx casewright measure --baseline "%s" --candidate "%s"\\n\' "$work/baseline/*" "$work/candidate/*"',
    'fi',
  ].join('\n')
}
