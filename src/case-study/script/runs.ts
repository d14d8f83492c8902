/** The part of the script that measures. */
import { quote } from './shell.ts'

/**
 * The runs. Which side goes first changes from round to round, so that a machine that slows down harms neither. A run's
 * figures are in the files it wrote, else in what it printed.
 */
export function rounds(results: readonly string[], server: boolean): string {
  const collected = results.length === 0 ? '' : `\n${collecting(results)}`
  return `for ((run = 1; run <= runs; run++)); do
  sides=(baseline candidate)
  if ((run % 2 == 0)); then sides=(candidate baseline); fi
  number=$(printf '%02d' "$run")
  for side in "\${sides[@]}"; do
    printf 'run %s of %s, %s\\n' "$run" "$runs" "$side" >&2
    tree=$work/trees/$side
    log=$work/logs/$side-$number${server ? '\n    start_server "$tree" "$log.server"' : ''}
    if ! (cd "$tree" && bash -euo pipefail -c "$commands") </dev/null >"$log.out" 2>"$log.err"; then
      printf 'This run failed; see %s and %s\\n' "$log.out" "$log.err" >&2
      exit 1
    fi${server ? '\n    stop_server' : ''}${collected}
${results.length === 0 ? '    ' : '    if ! compgen -G "$work/$side/run-$number-*" >/dev/null; then '}cp "$log.out" "$work/$side/run-$number.txt"${results.length === 0 ? '' : '; fi'}
  done
done`
}

/** Moves result files away; one that the commit holds and the run did not touch is none. */
function collecting(results: readonly string[]): string {
  return `    for file in ${results.map(quote).join(' ')}; do
      if [[ -f $tree/$file && -n $(git -C "$tree" status --porcelain --ignored -- "$file") ]]; then
        mv -- "$tree/$file" "$work/$side/run-$number-\${file//\\//-}"
      fi
    done`
}

/**
 * For commands that name both commits and change sides by themselves: they run once, at the change, and what they wrote
 * into folders called baseline and candidate is taken.
 */
export function onceForBoth(server: boolean): string {
  return `tree=$work/trees/candidate
log=$work/logs/both${server ? '\nstart_server "$tree" "$log.server"' : ''}
printf 'The commands name both commits: they run once and measure both sides by themselves.\\n' >&2
if ! (cd "$tree" && bash -euo pipefail -c "$commands") </dev/null >"$log.out" 2>"$log.err"; then
  printf 'They failed; see %s and %s\\n' "$log.out" "$log.err" >&2
  exit 1
fi${server ? '\nstop_server' : ''}
for side in baseline candidate; do
  while IFS= read -r folder; do
    if [[ -n $(git -C "$tree" status --porcelain --ignored -- "$folder") ]]; then cp -R "$folder/." "$work/$side/"; fi
  done < <(find "$tree" -maxdepth 4 -type d -name "$side" -not -path '*/node_modules/*')
  if [[ -z $(ls -A "$work/$side") ]]; then
    printf 'They wrote no folder named %s; what they wrote is in %s, what they printed in %s\\n' "$side" "$tree" "$log.out" >&2
    exit 1
  fi
done`
}
